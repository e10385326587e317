namespace Streaming.StreamService.Validation;

/// <summary>Brings accepted text into the form in which it is stored.</summary>
internal static class Texts
{
    /// <summary>Without blanks around it; null when nothing is left.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Trimmed, each tag once whatever its case.</summary>
    public static string[] Tags(IEnumerable<string>? tags) =>
        [.. (tags ?? []).Select(t => t.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
}
