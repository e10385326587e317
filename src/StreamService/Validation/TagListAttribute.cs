using System.ComponentModel.DataAnnotations;

namespace Streaming.StreamService.Validation;

/// <summary>At most <see cref="MaxCount"/> tags, each a short text that is not blank.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TagListAttribute : ValidationAttribute
{
    public const int MaxCount = 10;

    /// <summary>Of one tag, in UTF-16 code units.</summary>
    public const int MaxLength = 25;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var problem = value switch
        {
            null => null,
            string?[] { Length: > MaxCount } => $"There can be at most {MaxCount} tags.",
            string?[] tags when tags.Any(t => string.IsNullOrWhiteSpace(t) || t.Length > MaxLength || t.Any(char.IsControl)) =>
                $"A tag has 1 to {MaxLength} characters.",
            _ => null,
        };
        return problem is null ? ValidationResult.Success : new ValidationResult(problem, [validationContext.MemberName ?? ""]);
    }
}
