using System.Buffers.Binary;

namespace Streaming.MediaNode.Rtp;

/// <summary>The header of one received RTP packet (RFC 3550 §5.1). Ranges point into the packet.</summary>
public struct RtpHeader
{
    private const int FixedLength = 12;
    private const ushort OneByteProfile = 0xBEDE;
    private const byte HasPadding = 0x20, HasExtension = 0x10;

    /// <summary>The last packet of a video frame, or the first after silence.</summary>
    public bool Marker;

    /// <summary>What the payload is, as the SDP numbered it.</summary>
    public byte PayloadType;

    /// <summary>Sequence number.</summary>
    public ushort Sequence;

    /// <summary>Media time in units of the codec's clock.</summary>
    public uint Timestamp;

    /// <summary>The stream.</summary>
    public uint Ssrc;

    /// <summary>Where the payload lies, padding excluded.</summary>
    public int PayloadOffset, PayloadLength;

    /// <summary>Transport-wide sequence number; -1 if absent.</summary>
    public int TransportSequence;

    /// <summary>Audio level in -dBov (0 loudest, 127 silence); -1 if absent.</summary>
    public int AudioLevel;

    /// <summary>Where section and layer names lie; empty if absent.</summary>
    public Range Mid, StreamId, RepairedStreamId;

    /// <summary>Bytes of header including extensions, or -1 if the packet is not RTP.</summary>
    public static int LengthOf(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < FixedLength || packet[0] >> 6 != 2) return -1;
        var length = FixedLength + 4 * (packet[0] & 15);
        if ((packet[0] & HasExtension) != 0)
        {
            if (packet.Length < length + 4) return -1;
            length += 4 + 4 * BinaryPrimitives.ReadUInt16BigEndian(packet[(length + 2)..]);
        }
        return length <= packet.Length ? length : -1;
    }

    /// <summary>Reads a header; false for anything malformed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, HeaderExtensionMap extensions, out RtpHeader header)
    {
        header = new RtpHeader { TransportSequence = -1, AudioLevel = -1 };
        var length = LengthOf(packet);
        if (length < 0) return false;
        var padding = (packet[0] & HasPadding) != 0 ? packet[^1] : 0;
        if (length + padding > packet.Length) return false;
        header.Marker = (packet[1] & 0x80) != 0;
        header.PayloadType = (byte)(packet[1] & 0x7F);
        header.Sequence = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        header.Timestamp = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        header.Ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        header.PayloadOffset = length;
        header.PayloadLength = packet.Length - padding - length;
        if ((packet[0] & HasExtension) != 0) header.ReadExtensions(packet[..length], FixedLength + 4 * (packet[0] & 15), extensions);
        return true;
    }

    private void ReadExtensions(ReadOnlySpan<byte> header, int at, HeaderExtensionMap extensions)
    {
        var oneByte = BinaryPrimitives.ReadUInt16BigEndian(header[at..]) == OneByteProfile;
        at += 4;
        while (at < header.Length)
        {
            if (header[at] == 0)
            {
                at++;
                continue;
            }
            int id, length;
            if (oneByte)
            {
                id = header[at] >> 4;
                length = (header[at] & 15) + 1;
                at++;
                if (id == 15) return;
            }
            else
            {
                if (at + 2 > header.Length) return;
                id = header[at];
                length = header[at + 1];
                at += 2;
            }
            if (at + length > header.Length) return;
            Note(extensions[id], header.Slice(at, length), at..(at + length));
            at += length;
        }
    }

    private void Note(HeaderExtension extension, ReadOnlySpan<byte> value, Range where)
    {
        switch (extension)
        {
            case HeaderExtension.Mid: Mid = where; break;
            case HeaderExtension.StreamId: StreamId = where; break;
            case HeaderExtension.RepairedStreamId: RepairedStreamId = where; break;
            case HeaderExtension.TransportSequence when value.Length >= 2: TransportSequence = BinaryPrimitives.ReadUInt16BigEndian(value); break;
            case HeaderExtension.AudioLevel when value.Length >= 1: AudioLevel = value[0] & 0x7F; break;
        }
    }
}
