using System.Buffers.Text;
using System.Text.Json;

namespace Streaming.ServiceDefaults;

/// <summary>One page of a list: the public API's <c>{items, nextCursor}</c>.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="NextCursor">Hand it back as <c>?cursor=</c> for what follows; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <summary>Makes a page of what a query for <c>limit + 1</c> rows gave.</summary>
    /// <param name="rows">At most <paramref name="limit"/> + 1 rows.</param>
    /// <param name="limit">Rows a page holds.</param>
    /// <param name="position">Where the page after a row begins.</param>
    public static Page<T> Of(IReadOnlyList<T> rows, int limit, Func<T, object> position) => rows.Count <= limit
        ? new Page<T>(rows, null)
        : new Page<T>([.. rows.Take(limit)], Cursor.Write(position(rows[limit - 1])));
}

/// <summary>Opaque list positions, and the bounds of <c>?limit=</c>.</summary>
public static class Cursor
{
    /// <summary>Rows a page holds when the client does not say.</summary>
    public const int DefaultLimit = 20;

    /// <summary>Rows a page holds at most.</summary>
    public const int MaxLimit = 100;

    /// <summary>Bounds what the client asked for to 1…<see cref="MaxLimit"/>.</summary>
    public static int Limit(int? asked) => Math.Clamp(asked ?? DefaultLimit, 1, MaxLimit);

    /// <summary>Encodes a position as base64url JSON.</summary>
    public static string Write(object position) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(position));

    /// <summary>Decodes a position; default when there is none.</summary>
    /// <exception cref="ProblemException">400 when it is not one of ours.</exception>
    public static T? Read<T>(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return default;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(cursor));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Problem.Validation("The cursor is not one that this list gave.");
        }
    }
}
