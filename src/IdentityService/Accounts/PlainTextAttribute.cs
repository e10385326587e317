using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace Streaming.IdentityService.Accounts;

/// <summary>
/// One line of visible text (or several with <see cref="Multiline"/>): no control characters, which the database would not
/// take either, no unpaired surrogates, and no direction overrides, which make text read as something else.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class PlainTextAttribute : ValidationAttribute
{
    public PlainTextAttribute() => ErrorMessage = "The field {0} must be plain text.";

    /// <summary>Whether line breaks and tabs are accepted.</summary>
    public bool Multiline { get; init; }

    /// <summary>Whether text of nothing but spaces is accepted.</summary>
    public bool AllowBlank { get; init; }

    public override bool IsValid(object? value) => value is not string text
        || ((AllowBlank || !string.IsNullOrWhiteSpace(text)) && text.EnumerateRunes().All(IsPlain));

    private bool IsPlain(Rune rune) => rune.Value switch
    {
        '\n' or '\r' or '\t' => Multiline,
        0xFFFD or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => false,
        _ => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control,
    };
}
