using System.Diagnostics.Metrics;

namespace Streaming.MediaNode.Hosting;

/// <summary>What this node counts; the meter is <c>Streaming.MediaNode</c>. Hot-path counters are plain fields, read when someone observes them.</summary>
public sealed class MediaMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Streaming.MediaNode";

    private long _packetsIn, _packetsOut, _bytesIn, _bytesOut, _dropped, _keyFrameRequests, _nacks, _retransmissions, _webhooksDropped;

    /// <summary>Registers the instruments.</summary>
    public MediaMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        Rooms = meter.CreateUpDownCounter<int>("media.rooms", "{room}", "Rooms that exist.");
        Participants = meter.CreateUpDownCounter<int>("media.participants", "{participant}", "People in all rooms.");
        Observe("media.packets.in", "{packet}", "UDP packets received.", () => Interlocked.Read(ref _packetsIn));
        Observe("media.packets.out", "{packet}", "UDP packets sent.", () => Interlocked.Read(ref _packetsOut));
        Observe("media.bytes.in", "By", "UDP bytes received.", () => Interlocked.Read(ref _bytesIn));
        Observe("media.bytes.out", "By", "UDP bytes sent.", () => Interlocked.Read(ref _bytesOut));
        Observe("media.packets.dropped", "{packet}", "Packets that were malformed, forged, replayed or from strangers.", () => Interlocked.Read(ref _dropped));
        Observe("media.key_frame_requests", "{request}", "Key frames asked of publishers (PLI).", () => Interlocked.Read(ref _keyFrameRequests));
        Observe("media.nacks", "{packet}", "Packets asked of publishers again (NACK).", () => Interlocked.Read(ref _nacks));
        Observe("media.retransmissions", "{packet}", "Packets sent to subscribers again.", () => Interlocked.Read(ref _retransmissions));
        Observe("media.webhooks.dropped", "{event}", "Webhook events given up.", () => Interlocked.Read(ref _webhooksDropped));
        void Observe(string name, string unit, string description, Func<long> read) => meter.CreateObservableCounter(name, read, unit, description);
    }

    /// <summary>Rooms that exist.</summary>
    public UpDownCounter<int> Rooms { get; }

    /// <summary>People in all rooms.</summary>
    public UpDownCounter<int> Participants { get; }

    internal void Received(int bytes)
    {
        Interlocked.Increment(ref _packetsIn);
        Interlocked.Add(ref _bytesIn, bytes);
    }

    internal void Sent(int bytes)
    {
        Interlocked.Increment(ref _packetsOut);
        Interlocked.Add(ref _bytesOut, bytes);
    }

    internal void Dropped() => Interlocked.Increment(ref _dropped);
    internal void KeyFrameRequested() => Interlocked.Increment(ref _keyFrameRequests);
    internal void Nacked(int packets) => Interlocked.Add(ref _nacks, packets);
    internal void Retransmitted() => Interlocked.Increment(ref _retransmissions);
    internal void WebhookDropped() => Interlocked.Increment(ref _webhooksDropped);
}
