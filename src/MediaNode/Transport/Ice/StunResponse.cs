using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Streaming.MediaNode.Transport.Ice;

/// <summary>Writes the answer to a connectivity check: XOR-MAPPED-ADDRESS, MESSAGE-INTEGRITY, FINGERPRINT (RFC 8489 §6.3.1).</summary>
public static class StunResponse
{
    /// <summary>Bytes of a response.</summary>
    public const int Length = StunRequest.HeaderLength + 12 + 24 + 8;

    private const ushort BindingSuccess = 0x0101;
    private const byte IPv4 = 1;

    /// <summary>Fills <paramref name="packet"/>, which is <see cref="Length"/> bytes long.</summary>
    public static void Write(Span<byte> packet, ReadOnlySpan<byte> transaction, PeerAddress seenAs, ReadOnlySpan<byte> password)
    {
        BinaryPrimitives.WriteUInt16BigEndian(packet, BindingSuccess);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], StunRequest.MagicCookie);
        transaction.CopyTo(packet[8..]);
        var at = StunRequest.HeaderLength;

        Attribute(packet, ref at, 0x0020, 8);
        packet[at] = 0;
        packet[at + 1] = IPv4;
        BinaryPrimitives.WriteUInt16BigEndian(packet[(at + 2)..], (ushort)(seenAs.Port ^ (StunRequest.MagicCookie >> 16)));
        BinaryPrimitives.WriteUInt32BigEndian(packet[(at + 4)..], seenAs.Ip ^ StunRequest.MagicCookie);
        at += 8;

        SetLength(packet, at + 24);
        HMACSHA1.HashData(password, packet[..at], packet.Slice(at + 4, StunRequest.IntegrityLength));
        Attribute(packet, ref at, 0x0008, StunRequest.IntegrityLength);
        at += StunRequest.IntegrityLength;

        SetLength(packet, at + 8);
        var fingerprint = StunFingerprint.Compute(packet[..at]);
        Attribute(packet, ref at, 0x8028, 4);
        BinaryPrimitives.WriteUInt32BigEndian(packet[at..], fingerprint);
    }

    private static void Attribute(Span<byte> packet, ref int at, ushort type, int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(packet[at..], type);
        BinaryPrimitives.WriteUInt16BigEndian(packet[(at + 2)..], (ushort)length);
        at += 4;
    }

    private static void SetLength(Span<byte> packet, int end) =>
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)(end - StunRequest.HeaderLength));
}
