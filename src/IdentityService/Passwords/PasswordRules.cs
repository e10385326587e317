namespace Streaming.IdentityService.Passwords;

/// <summary>Length is what counts (NIST SP 800-63B §3.1.1); no rules of composition.</summary>
internal static class PasswordRules
{
    /// <summary>Shortest password, in UTF-16 units.</summary>
    public const int MinLength = 8;

    /// <summary>Longest password, in UTF-16 units.</summary>
    public const int MaxLength = 128;
}
