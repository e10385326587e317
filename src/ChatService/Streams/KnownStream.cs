using Streaming.Contracts;

namespace Streaming.ChatService;

/// <summary>How a stream ended; the <c>stream:ended</c> hub message.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Reason">As <see cref="StreamView.EndReason"/>.</param>
/// <param name="Stats">The saved figures; null when only the snapshot is known.</param>
public sealed record StreamEnding(string StreamId, string Reason, StreamStats? Stats);

/// <summary>A stream as this service knows it from events.</summary>
/// <param name="View">The newest snapshot.</param>
/// <param name="Ending">Set when it has ended.</param>
/// <param name="Settings">Its chat's settings.</param>
/// <param name="LastSeq">The number of its newest message; 0 before the first.</param>
/// <param name="Revision">Grows with every other change that rooms must show.</param>
internal sealed record KnownStream(StreamView View, StreamEnding? Ending, ChatSettings Settings, long LastSeq, long Revision)
{
    public string Id => View.Id;

    public string CreatorId => View.Creator.Id;

    public bool IsOver => StreamStatus.IsOver(View.Status);
}

/// <summary>The states of <see cref="StreamView.Status"/> that matter here.</summary>
internal static class StreamStatus
{
    public const string Live = "live";
    public const string Ending = "ending";
    public const string Ended = "ended";

    /// <summary>Nobody is present any more and nothing can be written.</summary>
    public static bool IsOver(string status) => status is Ended or "archived" or "cancelled";
}
