namespace Streaming.ServiceDefaults;

/// <summary>The stable <c>code</c> of every problem document (RFC 9457) that this platform answers with.</summary>
public static class ProblemCodes
{
#pragma warning disable CS1591 // The names say it; clients match on these strings.
    public const string ValidationFailed = "validation_failed";
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string NotFound = "not_found";
    public const string Conflict = "conflict";
    public const string InvalidTransition = "invalid_transition";
    public const string InsufficientTokens = "insufficient_tokens";
    public const string IdempotencyMismatch = "idempotency_mismatch";
    public const string RateLimited = "rate_limited";
    public const string PayloadTooLarge = "payload_too_large";
    public const string Banned = "banned";
    public const string ChatDisabled = "chat_disabled";
    public const string SlowMode = "slow_mode";
    public const string FollowersOnly = "followers_only";
    public const string EnrolledOnly = "enrolled_only";
    public const string MessageBlocked = "message_blocked";
    public const string MediaUnavailable = "media_unavailable";
    public const string Unavailable = "unavailable";
    public const string Internal = "internal";
#pragma warning restore CS1591

    /// <summary>The code of a status that no handler named more precisely.</summary>
    public static string ForStatus(int status) => status switch
    {
        401 => Unauthenticated,
        403 => Forbidden,
        404 or 405 => NotFound,
        409 => Conflict,
        413 => PayloadTooLarge,
        422 => IdempotencyMismatch,
        429 => RateLimited,
        503 or 504 => Unavailable,
        >= 500 => Internal,
        _ => ValidationFailed,
    };
}
