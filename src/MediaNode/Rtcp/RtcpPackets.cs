using System.Buffers.Binary;
using System.Text;

namespace Streaming.MediaNode.Rtcp;

/// <summary>RTCP packet types and the packets that this node writes (RFC 3550 §6, RFC 4585 §6, RFC 5104 §4.3). Each returns its length.</summary>
public static class RtcpPackets
{
    internal const byte SenderReport = 200, ReceiverReport = 201, SourceDescription = 202, TransportFeedback = 205, PayloadFeedback = 206;
    internal const int GenericNack = 1, TransportWideFeedback = 15, PictureLoss = 1, FullIntraRequest = 4;
    internal const int ReportBlockLength = 24, HeaderLength = 8, SenderReportLength = 28;

    /// <summary>We send no media of our own in this session, so any SSRC that no stream has does.</summary>
    internal const uint OwnSsrc = 1;

    /// <summary>Asks for a key frame (PLI).</summary>
    public static int PictureLossIndication(Span<byte> packet, uint mediaSsrc)
    {
        Header(packet, PictureLoss, PayloadFeedback, 12, OwnSsrc);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], mediaSsrc);
        return 12;
    }

    /// <summary>Asks for packets again (generic NACK); the sequence numbers are in order. Writes at most what fits the buffer.</summary>
    public static int Nack(Span<byte> packet, uint mediaSsrc, ReadOnlySpan<ushort> sequences)
    {
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], mediaSsrc);
        var length = 12;
        for (var i = 0; i < sequences.Length && length + 4 <= packet.Length;)
        {
            var first = sequences[i++];
            ushort following = 0;
            while (i < sequences.Length && (ushort)(sequences[i] - first - 1) < 16) following |= (ushort)(1 << (ushort)(sequences[i++] - first - 1));
            BinaryPrimitives.WriteUInt16BigEndian(packet[length..], first);
            BinaryPrimitives.WriteUInt16BigEndian(packet[(length + 2)..], following);
            length += 4;
        }
        Header(packet, GenericNack, TransportFeedback, length, OwnSsrc);
        return length;
    }

    /// <summary>Wraps report blocks that are already in place behind the first eight bytes.</summary>
    public static int FinishReceiverReport(Span<byte> packet, int blocks)
    {
        var length = HeaderLength + ReportBlockLength * blocks;
        Header(packet, blocks, ReceiverReport, length, OwnSsrc);
        return length;
    }

    /// <summary>Relates a stream's media time to wall time, with the canonical name that lets receivers synchronise streams.</summary>
    public static int SenderReportWithName(Span<byte> packet, uint ssrc, ulong ntp, uint rtpTime, uint packets, uint octets, string canonicalName)
    {
        Header(packet, 0, SenderReport, SenderReportLength, ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(packet[8..], ntp);
        BinaryPrimitives.WriteUInt32BigEndian(packet[16..], rtpTime);
        BinaryPrimitives.WriteUInt32BigEndian(packet[20..], packets);
        BinaryPrimitives.WriteUInt32BigEndian(packet[24..], octets);
        return SenderReportLength + NameOf(packet[SenderReportLength..], ssrc, canonicalName);
    }

    private static int NameOf(Span<byte> packet, uint ssrc, string canonicalName)
    {
        const byte cname = 1;
        packet[8] = cname;
        packet[9] = (byte)Encoding.ASCII.GetBytes(canonicalName, packet[10..]);
        var length = 10 + packet[9];
        // At least one null ends the list, more pad to a word.
        do packet[length++] = 0;
        while (length % 4 != 0);
        Header(packet, 1, SourceDescription, length, ssrc);
        return length;
    }

    internal static void Header(Span<byte> packet, int count, byte type, int length, uint ssrc)
    {
        packet[0] = (byte)(0x80 | count);
        packet[1] = type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)(length / 4 - 1));
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], ssrc);
    }
}
