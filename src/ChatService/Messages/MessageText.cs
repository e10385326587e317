using System.Globalization;
using System.Text;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>Makes one line of plain text of what a person typed. Markup stays as it was typed: it is text.</summary>
internal static class MessageText
{
    /// <summary>Longest message, in Unicode code points.</summary>
    public const int MaxLength = 500;

    /// <summary>Trims, turns line breaks and tabs into spaces, drops other control characters and those that turn the writing direction.</summary>
    /// <exception cref="ProblemException">400 when nothing is left or it is too long.</exception>
    public static string Clean(string? typed)
    {
        var text = new StringBuilder();
        var length = 0;
        foreach (var rune in (typed ?? "").Trim().EnumerateRunes())
        {
            if (Kept(rune) is { } kept)
            {
                text.Append(kept);
                length++;
            }
        }

        var clean = text.ToString().Trim();
        if (length > MaxLength)
        {
            throw Problem.Validation($"A message has at most {MaxLength} characters; this one has {length}.");
        }

        return clean.Any(c => !IsInvisible(c)) ? clean : throw Problem.Validation("Write something first.");
    }

    private static Rune? Kept(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => new Rune(' '),
        // Directional embeddings, overrides and isolates (Unicode TR 9 §2) would reorder what stands around the message.
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => null,
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control ? null : rune,
    };

    private static bool IsInvisible(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;
}
