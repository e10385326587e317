using System.Buffers.Binary;
using System.Numerics;

namespace Streaming.MediaNode.DataChannels;

/// <summary>Chunk types (RFC 9260 §3.2, RFC 3758 §3.2, RFC 6525 §3.1) and the framing of packets around them.</summary>
internal static class SctpWire
{
    public const byte Data = 0, Init = 1, InitAck = 2, Sack = 3, Heartbeat = 4, HeartbeatAck = 5, Abort = 6, Shutdown = 7, ShutdownAck = 8;
    public const byte CookieEcho = 10, CookieAck = 11, ReConfig = 130, ForwardTsn = 192;
    public const int PacketHeader = 12, ChunkHeader = 4, DataHeader = 12;
    private const ushort Port = 5_000;

    /// <summary>Whether a packet is long enough and carries the right checksum.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> packet) =>
        packet.Length >= PacketHeader + ChunkHeader && Checksum(packet) == BinaryPrimitives.ReadUInt32LittleEndian(packet[8..]);

    /// <summary>Writes one chunk with its padding; returns its padded length.</summary>
    public static int WriteChunk(Span<byte> buffer, byte type, byte flags, ReadOnlySpan<byte> body)
    {
        var length = ChunkHeader + body.Length;
        var padded = (length + 3) & ~3;
        buffer[..padded].Clear();
        buffer[0] = type;
        buffer[1] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(buffer[2..], (ushort)length);
        body.CopyTo(buffer[ChunkHeader..]);
        return padded;
    }

    /// <summary>Fills in the header of a packet whose chunks are in place.</summary>
    public static void Finish(Span<byte> packet, uint verificationTag)
    {
        BinaryPrimitives.WriteUInt16BigEndian(packet, Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], Port);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], verificationTag);
        BinaryPrimitives.WriteUInt32LittleEndian(packet[8..], Checksum(packet));
    }

    /// <summary>Whether a comes after b in serial number arithmetic (RFC 1982).</summary>
    public static bool IsAfter(uint a, uint b) => (int)(a - b) > 0;

    /// <summary>CRC-32C of the packet with its checksum field taken as zero (RFC 9260 appendix A).</summary>
    private static uint Checksum(ReadOnlySpan<byte> packet)
    {
        var crc = ~0u;
        foreach (var b in packet[..8]) crc = BitOperations.Crc32C(crc, b);
        crc = BitOperations.Crc32C(crc, 0u);
        foreach (var b in packet[PacketHeader..]) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
