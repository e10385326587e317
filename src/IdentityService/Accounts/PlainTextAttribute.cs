using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Streaming.IdentityService.Accounts;

/// <summary>One line of visible text (or several with <see cref="Multiline"/>): no control characters, unpaired surrogates or direction overrides.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class PlainTextAttribute : ValidationAttribute
{
    public PlainTextAttribute() => ErrorMessage = "The field {0} must be plain text.";

    public bool Multiline { get; init; }

    /// <summary>Whether text of nothing but spaces is accepted.</summary>
    public bool AllowBlank { get; init; }

    public override bool IsValid(object? value) => value is not string text
        || ((AllowBlank || !string.IsNullOrWhiteSpace(text)) && text.EnumerateRunes().All(IsVisible) && !text.Contains('\uFFFD'));

    private bool IsVisible(System.Text.Rune rune) => (Multiline && rune.Value == '\n')
        || (System.Text.Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control && rune.Value is not (>= 0x202A and <= 0x202E) and not (>= 0x2066 and <= 0x2069));
}
