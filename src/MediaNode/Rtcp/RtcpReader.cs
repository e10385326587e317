using System.Buffers.Binary;

namespace Streaming.MediaNode.Rtcp;

/// <summary>Who hears what a received compound packet says.</summary>
public interface IRtcpListener
{
    /// <summary>A sender report: at that wall time the stream's media time was this.</summary>
    void OnSenderReport(uint ssrc, ulong ntp, uint rtpTime);

    /// <summary>A receiver of our stream lost that share of the last packets (of 256).</summary>
    void OnReportBlock(uint ssrc, byte fractionLost);

    /// <summary>A receiver of our stream wants a packet again.</summary>
    void OnNack(uint ssrc, ushort sequence);

    /// <summary>A receiver of our stream can't go on without a key frame.</summary>
    void OnKeyFrameRequest(uint ssrc);
}

/// <summary>Takes compound RTCP packets apart. Stops at the first part that is malformed.</summary>
public static class RtcpReader
{
    /// <summary>Tells the listener what the packet says.</summary>
    public static void Read(ReadOnlySpan<byte> compound, IRtcpListener listener)
    {
        while (compound.Length >= RtcpPackets.HeaderLength)
        {
            var length = 4 * (BinaryPrimitives.ReadUInt16BigEndian(compound[2..]) + 1);
            if (length < RtcpPackets.HeaderLength || length > compound.Length || compound[0] >> 6 != 2) return;
            ReadOne(compound[..length], listener);
            compound = compound[length..];
        }
    }

    private static void ReadOne(ReadOnlySpan<byte> packet, IRtcpListener listener)
    {
        var format = packet[0] & 31;
        switch (packet[1])
        {
            case RtcpPackets.SenderReport when packet.Length >= RtcpPackets.SenderReportLength:
                listener.OnSenderReport(Word(packet, 4), BinaryPrimitives.ReadUInt64BigEndian(packet[8..]), Word(packet, 16));
                // A client that sends and receives reports on what it receives inside its sender reports.
                ReadBlocks(packet[RtcpPackets.SenderReportLength..], listener);
                break;
            case RtcpPackets.ReceiverReport:
                ReadBlocks(packet[RtcpPackets.HeaderLength..], listener);
                break;
            case RtcpPackets.TransportFeedback when format == RtcpPackets.GenericNack && packet.Length >= 16:
                ReadNacks(packet, listener);
                break;
            case RtcpPackets.PayloadFeedback when format == RtcpPackets.PictureLoss && packet.Length >= 12:
                listener.OnKeyFrameRequest(Word(packet, 8));
                break;
            case RtcpPackets.PayloadFeedback when format == RtcpPackets.FullIntraRequest:
                for (var at = 12; at + 8 <= packet.Length; at += 8) listener.OnKeyFrameRequest(Word(packet, at));
                break;
        }
    }

    private static void ReadBlocks(ReadOnlySpan<byte> blocks, IRtcpListener listener)
    {
        for (; blocks.Length >= RtcpPackets.ReportBlockLength; blocks = blocks[RtcpPackets.ReportBlockLength..])
            listener.OnReportBlock(Word(blocks, 0), blocks[4]);
    }

    private static void ReadNacks(ReadOnlySpan<byte> packet, IRtcpListener listener)
    {
        var ssrc = Word(packet, 8);
        for (var at = 12; at + 4 <= packet.Length; at += 4)
        {
            var first = BinaryPrimitives.ReadUInt16BigEndian(packet[at..]);
            var following = BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 2)..]);
            listener.OnNack(ssrc, first);
            for (var bit = 0; bit < 16; bit++)
                if ((following >> bit & 1) != 0) listener.OnNack(ssrc, (ushort)(first + bit + 1));
        }
    }

    private static uint Word(ReadOnlySpan<byte> packet, int at) => BinaryPrimitives.ReadUInt32BigEndian(packet[at..]);
}
