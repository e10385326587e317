namespace Streaming.IdentityService.Accounts;

/// <summary>What a username may be. Stored in lower case, so that uniqueness does not depend on case.</summary>
internal static class Usernames
{
    public const string Pattern = "^[A-Za-z0-9_]{3,30}$";

    /// <summary>Names that would pass for the platform itself, or for a part of an address.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "admin", "administrator", "api", "everyone", "guest", "help", "here", "me", "mod", "moderator", "null",
        "official", "root", "staff", "streaming", "support", "system", "undefined",
    };

    /// <summary>Whether text can be a username at all, in any case.</summary>
    public static bool IsWellFormed(string text) => text.Length is >= 3 and <= 30 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    public static string Normalize(string username) => username.ToLowerInvariant();

    public static bool IsReserved(string normalized) =>
        Reserved.Contains(normalized) || normalized.StartsWith(ServiceDefaults.Caller.GuestPrefix, StringComparison.Ordinal);
}
