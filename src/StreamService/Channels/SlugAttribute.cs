using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Streaming.StreamService.Channels;

/// <summary>A channel's address: short, plain, and not to be mistaken for an id or a route of ours.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class SlugAttribute : ValidationAttribute
{
    private static readonly string[] Reserved = ["mine"];

    public SlugAttribute() => ErrorMessage = "A slug has 3 to 40 characters of a-z, 0-9 and hyphens, and begins and ends with a letter or digit.";

    public override bool IsValid(object? value) =>
        value is string slug && Form().IsMatch(slug) && !Guid.TryParse(slug, out _) && !Reserved.Contains(slug);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]\z", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();
}
