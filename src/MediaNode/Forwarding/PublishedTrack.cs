using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Forwarding;

/// <summary>
/// A track that a participant announced and, once its media section is negotiated, sends. Hands packets to its subscribers.
/// Guarded by the room's gate.
/// </summary>
public sealed class PublishedTrack(Participant publisher, TrackInfo info, string clientId)
{
    private readonly List<OutgoingStream> _subscribers = [];

    /// <summary>Who sends it.</summary>
    public Participant Publisher => publisher;

    /// <summary>What clients are told about it.</summary>
    public TrackInfo Info => info;

    /// <summary>The id it has in the publisher's browser.</summary>
    public string ClientId => clientId;

    /// <summary>The server-wide id.</summary>
    public string Sid => info.Sid;

    /// <summary>Video rather than audio.</summary>
    public bool IsVideo => info.Type == TrackType.Video;

    /// <summary>The media section that carries it; null until negotiated.</summary>
    public string? Mid { get; internal set; }

    /// <summary>What it is encoded with.</summary>
    public MediaCodec Codec { get; internal set; }

    /// <summary>Payload types of media and of retransmissions (0: none).</summary>
    public byte PayloadType { get; internal set; }

    /// <inheritdoc cref="PayloadType"/>
    public byte RepairType { get; internal set; }

    /// <summary>Timestamp units per second.</summary>
    public int ClockRate => Codec.ClockRate();

    /// <summary>Negotiated; others can subscribe.</summary>
    public bool IsLive { get; internal set; }

    /// <summary>Someone has been told that it is subscribed to.</summary>
    public bool SubscriptionReported { get; internal set; }

    /// <summary>A moderator muted it; nothing passes until the publisher unmutes or republishes.</summary>
    public bool IsSilenced { get; internal set; }

    /// <summary>Its layers, lowest first.</summary>
    public List<IncomingStream> Streams { get; } = [];

    /// <summary>Whether its publisher speaks (audio only).</summary>
    public SpeechDetector Speech { get; } = new();

    /// <summary>Tells clients the numbers of a layer's streams.</summary>
    internal void Describe(IncomingStream stream)
    {
        foreach (var layers in info.Codecs.Select(c => c.Layers).Prepend(info.Layers))
        {
            if (stream.Index >= layers.Count) continue;
            layers[stream.Index].Ssrc = stream.Ssrc;
            layers[stream.Index].RepairSsrc = stream.RepairSsrc;
        }
    }

    internal void Attach(OutgoingStream subscriber) => _subscribers.Add(subscriber);
    internal void Detach(OutgoingStream subscriber) => _subscribers.Remove(subscriber);

    /// <summary>Cuts every subscriber off.</summary>
    internal void DetachAll()
    {
        while (_subscribers.Count > 0) _subscribers[^1].Bind(null);
    }

    internal void Forward(IncomingStream stream, StoredPacket packet)
    {
        if (IsSilenced) return;
        foreach (var subscriber in _subscribers) subscriber.Forward(stream, packet);
    }
}
