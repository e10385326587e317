using System.ComponentModel.DataAnnotations;

namespace Streaming.StreamService.Validation;

/// <summary>Text that people read: bounded, without control characters. Blank text counts as none, so combine with <see cref="RequiredAttribute"/>.</summary>
/// <param name="maxLength">In UTF-16 code units, as .NET and browsers count.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextAttribute(int maxLength) : StringLengthAttribute(maxLength)
{
    /// <summary>Whether line breaks and tabs are welcome.</summary>
    public bool Multiline { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is string text && text.Any(c => char.IsControl(c) && !(Multiline && c is '\n' or '\r' or '\t')))
        {
            return new ValidationResult($"{validationContext.DisplayName} holds control characters.", [validationContext.MemberName ?? ""]);
        }

        return base.IsValid(value, validationContext);
    }
}
