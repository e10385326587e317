using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Rtcp;
using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Negotiation;

/// <summary>What a peer is told regularly: arrival times every 60 ms, losses as they show, receiver and sender reports every second. Guarded by the room's gate.</summary>
internal sealed class PeerReports(PeerConnection peer)
{
    private const int MaxBlocks = 31;
    private readonly TransportFeedback _feedback = new();
    private readonly byte[] _blocks = new byte[RtcpPackets.ReportBlockLength * MaxBlocks];

    public void OnPacket(in RtpHeader header, long now)
    {
        _feedback.Add((ushort)header.TransportSequence, now);
        if (_feedback.MediaSsrc == 0) _feedback.MediaSsrc = header.Ssrc;
    }

    public void Tick(long now, int tick)
    {
        if (tick % RoomTimer.TicksPer60Milliseconds == 0) peer.Transport.SendRtcp(_feedback.Write(peer.Transport.Outgoing));
        var everySecond = tick % RoomTimer.TicksPerSecond == 0;
        var reports = 0;
        foreach (var section in peer.Sections)
        {
            if (section.Publication is { } track)
            {
                foreach (var stream in track.Streams)
                {
                    stream.Tick(now);
                    if (everySecond) reports += Report(stream, reports, now);
                }
            }
            if (section.Subscription is not { } subscription) continue;
            if (tick % RoomTimer.TicksPer200Milliseconds == 0) subscription.Choose(now);
            if (everySecond) subscription.SendReport(now);
        }
        if (reports > 0) SendReports(reports);
    }

    private int Report(IncomingStream stream, int reports, long now) =>
        reports < MaxBlocks && stream.WriteReport(_blocks.AsSpan(reports * RtcpPackets.ReportBlockLength), now) ? 1 : 0;

    private void SendReports(int count)
    {
        var packet = peer.Transport.Outgoing;
        _blocks.AsSpan(0, count * RtcpPackets.ReportBlockLength).CopyTo(packet.AsSpan(RtcpPackets.HeaderLength));
        peer.Transport.SendRtcp(RtcpPackets.FinishReceiverReport(packet, count));
    }
}
