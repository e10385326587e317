using System.Security.Cryptography;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Negotiation;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rtcp;
using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Forwarding;

/// <summary>
/// One stream to one subscriber in one media section: forwards a track's chosen layer under numbers of its own, so that the receiver
/// sees one unbroken stream. Switches only at key frames. Guarded by the room's gate.
/// </summary>
public sealed class OutgoingStream(PeerConnection peer, string mid, bool isVideo, MediaClock clock, MediaMetrics metrics)
{
    private const long StaleMicros = 3_000_000;
    private readonly Dictionary<MediaCodec, byte> _payloadTypes = [];
    private readonly SentHistory? _sent = isVideo ? new SentHistory() : null;
    private readonly LayerChoice _choice = new();
    private readonly RateLimit _retransmissions = new(Limits.RetransmissionsPerSecond, Limits.RetransmissionsPerSecond);
    private StreamContinuity _continuity;
    private OutgoingPacketWriter? _writer;
    private IncomingStream? _current, _wanted;
    private byte _payloadType;
    private uint _packets, _octets;

    /// <summary>The stream's number; random (RFC 3550 §8).</summary>
    public uint Ssrc { get; } = (uint)RandomNumberGenerator.GetInt32(2, int.MaxValue);

    /// <summary>Video rather than audio.</summary>
    public bool IsVideo => isVideo;

    /// <summary>The track being forwarded; null before and after.</summary>
    public PublishedTrack? Source { get; private set; }

    /// <summary>The client does not want it now (hidden tab).</summary>
    public bool Paused { get; private set; }

    /// <summary>Share of packets the receiver lost in its last report, 0 to 255.</summary>
    public byte FractionLost { get; private set; }

    /// <summary>Notes how this section numbers a codec; the first number counts.</summary>
    public void AddPayloadType(MediaCodec codec, byte payloadType) => _payloadTypes.TryAdd(codec, payloadType);

    /// <summary>Starts forwarding a track, or stops with null; false if the subscriber can't receive its codec.</summary>
    public bool Bind(PublishedTrack? track)
    {
        if (Source == track) return true;
        Source?.Detach(this);
        Source = null;
        _current = _wanted = null;
        _sent?.Clear();
        if (track is null) return true;
        if (!_payloadTypes.TryGetValue(track.Codec, out _payloadType)) return false;
        Source = track;
        track.Attach(this);
        Choose(clock.Now);
        return true;
    }

    /// <summary>Does what the client asked for: size, quality, pause.</summary>
    public void Apply(UpdateTrackSettings settings)
    {
        if (Source is null) return;
        _choice.Apply(settings, Source.Info.Layers);
        if (Paused != settings.Disabled)
        {
            Paused = settings.Disabled;
            _current = _wanted = null;
        }
        Choose(clock.Now);
    }

    /// <summary>Picks the layer to send and asks for the key frame that switching needs.</summary>
    public void Choose(long now)
    {
        if (Source is null || Paused || !peer.Transport.Connected) return;
        var best = isVideo ? _choice.Best(Source, now) : Source.Streams.Count > 0 ? Source.Streams[0] : null;
        if (best is null || best == _wanted) return;
        _wanted = best;
        if (isVideo && best != _current) best.RequestKeyFrame(now, until: true);
    }

    /// <summary>Sends a packet that arrived, if it is of the layer being sent.</summary>
    public void Forward(IncomingStream stream, StoredPacket packet)
    {
        if (Paused || !peer.Transport.Connected) return;
        if (stream != _current)
        {
            if (_wanted is null) Choose(packet.ArrivedAt);
            if (stream != _wanted || (isVideo && !packet.Info.KeyFrame)) return;
            _continuity.Switch(packet, Source!.ClockRate);
            _current = stream;
        }
        var offsets = _continuity.Offsets;
        var sequence = _continuity.Advance(packet);
        _packets++;
        _octets += (uint)packet.Payload.Length;
        _sent?.Add(sequence, stream, (ushort)packet.Sequence, offsets);
        Send(packet, offsets);
    }

    /// <summary>Sends a lost packet again.</summary>
    public void Retransmit(ushort sequence, long now)
    {
        if (_sent is null) return;
        var packet = _sent.Find(sequence, out var offsets);
        if (packet is null || !_retransmissions.TryTake(now)) return;
        metrics.Retransmitted();
        Send(packet, offsets);
    }

    /// <summary>The receiver needs a key frame.</summary>
    public void RequestKeyFrame(long now) => _current?.RequestKeyFrame(now, until: false);

    /// <summary>The receiver reported its loss.</summary>
    public void OnReport(byte fractionLost, long now)
    {
        FractionLost = fractionLost;
        if (isVideo && _current is not null && _choice.OnLoss(fractionLost, _current, now)) Choose(now);
    }

    /// <summary>
    /// Our own sender report, once a second, extrapolated from the publisher's last: browsers report audio every five seconds only,
    /// and lips would move out of step until then.
    /// </summary>
    public void SendReport(long now)
    {
        if (_current is null || Source is null || _packets == 0 || now - _current.LastPacketAt > StaleMicros) return;
        var (ntp, rtpTime, at) = _current.SenderReport;
        if (ntp == 0) return;
        var elapsed = now - at;
        var report = RtcpPackets.SenderReportWithName(
            peer.Transport.Outgoing,
            Ssrc,
            ntp + (ulong)(elapsed / 1e6 * (1UL << 32)),
            rtpTime + (uint)(elapsed * Source.ClockRate / 1_000_000) + _continuity.Offsets.Timestamp,
            _packets,
            _octets,
            Source.Publisher.Sid);
        peer.Transport.SendRtcp(report);
    }

    private void Send(StoredPacket packet, in NumberOffsets offsets)
    {
        _writer ??= new OutgoingPacketWriter(Ssrc, mid, isVideo);
        peer.Transport.SendRtp(_writer.Write(peer.Transport.Outgoing, packet, _payloadType, offsets, peer.Extensions));
    }
}
