using System.Buffers.Binary;
using System.Text;
using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Forwarding;

/// <summary>Writes a stored packet as one subscriber gets it: own header, own extensions, numbers continued.</summary>
public sealed class OutgoingPacketWriter(uint ssrc, string mid, bool isVideo)
{
    private const int FixedHeader = 12, ExtensionsAt = 16;
    private readonly byte[] _mid = Encoding.ASCII.GetBytes(mid);

    /// <summary>Writes the packet; returns its length. The same packet and offsets always give the same bytes (a nonce depends on it).</summary>
    public int Write(Span<byte> buffer, StoredPacket packet, byte payloadType, in NumberOffsets offsets, HeaderExtensionMap extensions)
    {
        buffer[1] = (byte)((packet.Marker ? 0x80 : 0) | payloadType);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[2..], (ushort)(packet.Sequence + offsets.Sequence));
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], packet.Timestamp + offsets.Timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[8..], ssrc);
        var header = WriteExtensions(buffer, packet.ArrivedAt, extensions);
        packet.Payload.CopyTo(buffer[header..]);
        Renumber(buffer[header..], packet.Info, offsets);
        return header + packet.Payload.Length;
    }

    /// <summary>One-byte extensions (RFC 8285 §4.2). The send time is the arrival time, so that a retransmission repeats it.</summary>
    private int WriteExtensions(Span<byte> buffer, long arrivedAt, HeaderExtensionMap extensions)
    {
        const byte version = 0x80, hasExtensions = 0x10;
        var at = ExtensionsAt;
        if (extensions.MidId > 0)
        {
            buffer[at++] = (byte)(extensions.MidId << 4 | (_mid.Length - 1));
            _mid.CopyTo(buffer[at..]);
            at += _mid.Length;
        }
        if (extensions.AbsoluteSendTimeId > 0 && isVideo)
        {
            var seconds = (uint)((arrivedAt << 18) / 1_000_000);
            buffer[at++] = (byte)(extensions.AbsoluteSendTimeId << 4 | 2);
            buffer[at++] = (byte)(seconds >> 16);
            buffer[at++] = (byte)(seconds >> 8);
            buffer[at++] = (byte)seconds;
        }
        if (at == ExtensionsAt)
        {
            buffer[0] = version;
            return FixedHeader;
        }
        while (at % 4 != 0) buffer[at++] = 0;
        buffer[0] = version | hasExtensions;
        BinaryPrimitives.WriteUInt16BigEndian(buffer[FixedHeader..], 0xBEDE);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[(FixedHeader + 2)..], (ushort)((at - ExtensionsAt) / 4));
        return at;
    }

    private static void Renumber(Span<byte> payload, in PayloadInfo info, in NumberOffsets offsets)
    {
        if (info.PictureIdAt >= 0 && offsets.PictureId != 0)
        {
            var pictureId = info.PictureId + offsets.PictureId;
            if (info.PictureIdBytes == 2) BinaryPrimitives.WriteUInt16BigEndian(payload[info.PictureIdAt..], (ushort)(0x8000 | (pictureId & 0x7FFF)));
            else payload[info.PictureIdAt] = (byte)(pictureId & 0x7F);
        }
        if (info.BaseLayerIndexAt >= 0 && offsets.BaseLayerIndex != 0) payload[info.BaseLayerIndexAt] = (byte)(info.BaseLayerIndex + offsets.BaseLayerIndex);
    }
}
