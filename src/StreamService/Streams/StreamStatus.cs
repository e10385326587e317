namespace Streaming.StreamService.Streams;

/// <summary>A stream's states, as stored and as clients see them.</summary>
internal static class StreamStatus
{
    public const string Scheduled = "scheduled";
    public const string Live = "live";
    public const string Ending = "ending";
    public const string Ended = "ended";
    public const string Archived = "archived";
    public const string Cancelled = "cancelled";

    public static readonly IReadOnlyList<string> All = [Scheduled, Live, Ending, Ended, Archived, Cancelled];
}

/// <summary>Whether media arrives from the creator.</summary>
internal static class PublisherState
{
    public const string Absent = "absent";
    public const string Connected = "connected";
    public const string Reconnecting = "reconnecting";
}

/// <summary>Who may find and watch a stream.</summary>
internal static class StreamVisibility
{
    public const string Public = "public";
    public const string Unlisted = "unlisted";
    public const string Followers = "followers";
}

/// <summary>Why a stream ended.</summary>
internal static class EndReasons
{
    public const string Creator = "creator";
    public const string Disconnected = "disconnected";
    public const string Moderation = "moderation";
}
