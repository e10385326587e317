using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Rtcp;
using Streaming.MediaNode.Rtp;
using Streaming.MediaNode.Transport;

namespace Streaming.MediaNode.Forwarding;

/// <summary>One RTP stream from a publisher: a simulcast layer, or all of a track. Stores what arrives, asks for what is missing. Guarded by the room's gate.</summary>
public sealed class IncomingStream(PublishedTrack track, int index, string rid, PeerTransport transport, MediaMetrics metrics)
{
    private const long AliveMicros = 1_000_000;
    private readonly PacketHistory _history = new(track.IsVideo ? Limits.VideoHistory : Limits.AudioHistory);
    private readonly LossTracker? _losses = track.IsVideo ? new LossTracker() : null;
    private readonly KeyFrameRequester _keyFrames = new();
    private readonly ReceptionStatistics _statistics = new(track.ClockRate);

    /// <summary>The track it belongs to.</summary>
    public PublishedTrack Track => track;

    /// <summary>Position among the track's layers; higher is better.</summary>
    public int Index => index;

    /// <summary>The layer's name; empty without simulcast.</summary>
    public string Rid => rid;

    /// <summary>The stream's number; 0 until its first packet.</summary>
    public uint Ssrc { get; set; }

    /// <summary>The number of the stream that repairs this one; 0 if unknown.</summary>
    public uint RepairSsrc { get; set; }

    /// <summary>Last sender report: wall time, media time, and when it came; times 0 before the first.</summary>
    public (ulong Ntp, uint RtpTime, long At) SenderReport { get; private set; }

    /// <summary>Share of packets lost in the last interval, 0 to 255.</summary>
    public byte FractionLost => _statistics.FractionLost;

    /// <summary>When the last packet came.</summary>
    public long LastPacketAt { get; private set; } = long.MinValue / 2;

    /// <summary>Packets came within the last second.</summary>
    public bool IsAlive(long now) => Ssrc != 0 && now - LastPacketAt < AliveMicros;

    /// <summary>The stored packet with that number, if it is still here.</summary>
    public StoredPacket? Find(ushort sequence) => _history.Find(sequence);

    /// <summary>Takes a packet (or a repaired one) and hands it to every subscriber.</summary>
    public void Receive(in RtpHeader header, ReadOnlySpan<byte> payload, long now, bool isRetransmission)
    {
        if (payload.Length > Limits.RtpPayloadBytes || _history.Find(header.Sequence) is not null) return;
        if (_losses?.Add(header.Sequence, now) == LossTracker.Arrival.Unwanted) return;
        LastPacketAt = now;
        _statistics.Add(header.Sequence, header.Timestamp, now, isRetransmission);

        var packet = _history.Claim(header.Sequence);
        packet.Timestamp = header.Timestamp;
        packet.Marker = header.Marker;
        packet.ArrivedAt = now;
        packet.SetPayload(payload);
        packet.Info = PayloadInfo.Inspect(track.Codec, payload);
        if (packet.Info.KeyFrame) _keyFrames.Satisfied();
        track.Forward(this, packet);
    }

    /// <summary>A subscriber needs a key frame; <paramref name="until"/> it comes, or just now.</summary>
    public void RequestKeyFrame(long now, bool until)
    {
        if (_keyFrames.Request(now, until)) SendKeyFrameRequest();
    }

    /// <summary>Asks again for what is missing.</summary>
    public void Tick(long now)
    {
        if (IsAlive(now) && _keyFrames.IsDue(now)) SendKeyFrameRequest();
        if (_losses is null) return;
        var due = _losses.Due(now, out var givenUp);
        if (givenUp) RequestKeyFrame(now, until: false);
        if (due.IsEmpty) return;
        metrics.Nacked(due.Length);
        transport.SendRtcp(RtcpPackets.Nack(transport.Outgoing.AsSpan(0, 1_100), Ssrc, due));
    }

    /// <summary>Notes the publisher's sender report.</summary>
    public void OnSenderReport(ulong ntp, uint rtpTime, long now)
    {
        SenderReport = (ntp, rtpTime, now);
        _statistics.OnSenderReport(ntp, now);
    }

    /// <summary>Writes our report on this stream; false if there is nothing to report.</summary>
    public bool WriteReport(Span<byte> block, long now) => Ssrc != 0 && _statistics.WriteBlock(block, Ssrc, now);

    private void SendKeyFrameRequest()
    {
        if (Ssrc == 0) return;
        metrics.KeyFrameRequested();
        transport.SendRtcp(RtcpPackets.PictureLossIndication(transport.Outgoing, Ssrc));
    }
}
