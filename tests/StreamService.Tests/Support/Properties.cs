using FsCheck;
using FsCheck.Fluent;

namespace Streaming.StreamService.Tests.Support;

/// <summary>Property tests against a running service: FsCheck makes the values, the checks are asynchronous.</summary>
public static class Properties
{
    public static async Task HoldAsync<T>(Gen<T> values, int count, Func<T, Task> check)
    {
        foreach (var value in values.Sample(20, count))
        {
            try
            {
                await check(value);
            }
            catch (ShouldAssertException e)
            {
                throw new ShouldAssertException($"The property does not hold for {value}: {e.Message}", e);
            }
        }
    }

    /// <summary>Text as people write it: any letters, marks, emoji and blanks, no control characters.</summary>
    public static Gen<string> Text(int maxLength) =>
        from runes in Gen.NonEmptyListOf(Gen.OneOf(
            Gen.Choose('a', 'z'), Gen.Choose(0x20, 0x7E), Gen.Choose(0xA1, 0x24F), Gen.Choose(0x391, 0x5FF), Gen.Choose(0x4E00, 0x4FFF), Gen.Choose(0x1F300, 0x1F64F)))
        let text = string.Concat(runes.Select(char.ConvertFromUtf32)).Trim()
        where text.Length > 0 && text.Length <= maxLength
        select text;

    public static Gen<StreamSetUp> SetUps() =>
        from title in Text(140)
        from description in Text(200)
        from category in Text(40)
        from tags in Text(25).ListOf(4)
        from price in Gen.Choose(0, 1000)
        from visibility in Gen.Elements("public", "unlisted", "followers")
        select new StreamSetUp(title, description, category, [.. tags.Distinct(StringComparer.OrdinalIgnoreCase)], price, visibility);
}

/// <summary>A body of <c>POST /api/streams/setup</c>.</summary>
public sealed record StreamSetUp(string Title, string? Description, string? Category, string[] Tags, int Price, string Visibility);
