using Streaming.MediaNode.Forwarding;

namespace Streaming.MediaNode.Negotiation;

/// <summary>What one media section of a peer's session carries: a publication, a subscription, or nothing yet. Guarded by the room's gate.</summary>
public sealed class MediaSection(string mid, bool isVideo)
{
    /// <summary>The section's name.</summary>
    public string Mid => mid;

    /// <summary>Video rather than audio.</summary>
    public bool IsVideo => isVideo;

    /// <summary>The peer's track in it.</summary>
    public PublishedTrack? Publication { get; internal set; }

    /// <summary>Our stream in it.</summary>
    public OutgoingStream? Subscription { get; internal set; }

    /// <summary>The peer would receive here.</summary>
    public bool Receivable { get; internal set; }

    /// <summary>What it carried ended; it is answered inactive once, which ends the browser's track, and is free again afterwards.</summary>
    public bool Ended { get; internal set; }

    /// <summary>Nothing is forwarded here, but could be.</summary>
    public bool IsFree => Receivable && Subscription?.Source is null;
}
