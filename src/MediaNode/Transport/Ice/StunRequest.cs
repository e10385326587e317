using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Streaming.MediaNode.Transport.Ice;

/// <summary>An ICE connectivity check as it came from the network: a STUN binding request (RFC 8489 §5, RFC 8445 §7). Spans point into the packet.</summary>
public readonly ref struct StunRequest
{
    internal const uint MagicCookie = 0x2112A442;
    internal const int HeaderLength = 20;
    internal const int IntegrityLength = 20;
    private const ushort BindingRequest = 1;
    private const ushort UserName = 0x0006, MessageIntegrity = 0x0008, UseCandidateFlag = 0x0025, Fingerprint = 0x8028;

    private StunRequest(ReadOnlySpan<byte> transaction, ReadOnlySpan<byte> userName, int integrityAt, bool useCandidate)
    {
        Transaction = transaction;
        var colon = userName.IndexOf((byte)':');
        LocalUserName = colon < 0 ? userName : userName[..colon];
        IntegrityAt = integrityAt;
        UseCandidate = useCandidate;
    }

    /// <summary>The twelve bytes that the response repeats.</summary>
    public ReadOnlySpan<byte> Transaction { get; }

    /// <summary>The part of USERNAME before the colon: our ufrag.</summary>
    public ReadOnlySpan<byte> LocalUserName { get; }

    /// <summary>The peer chose the pair this came over.</summary>
    public bool UseCandidate { get; }

    private int IntegrityAt { get; }

    /// <summary>Reads a request; false for anything else or anything malformed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, out StunRequest request)
    {
        request = default;
        if (packet.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(packet) != BindingRequest) return false;
        if (BinaryPrimitives.ReadUInt32BigEndian(packet[4..]) != MagicCookie) return false;
        if (BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) != packet.Length - HeaderLength) return false;
        ReadOnlySpan<byte> userName = default;
        var integrityAt = -1;
        var useCandidate = false;
        for (var at = HeaderLength; at + 4 <= packet.Length;)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(packet[at..]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 2)..]);
            if (at + 4 + length > packet.Length) return false;
            var value = packet.Slice(at + 4, length);
            switch (type)
            {
                // What follows MESSAGE-INTEGRITY is not covered by it and does not count (RFC 8489 §14.5).
                case UserName when integrityAt < 0: userName = value; break;
                case UseCandidateFlag when integrityAt < 0: useCandidate = true; break;
                case MessageIntegrity when length == IntegrityLength: integrityAt = at; break;
                case Fingerprint when !FingerprintMatches(packet, at, value): return false;
            }
            at += 4 + ((length + 3) & ~3);
        }
        if (userName.IsEmpty || integrityAt < 0) return false;
        request = new StunRequest(packet.Slice(8, 12), userName, integrityAt, useCandidate);
        return true;
    }

    /// <summary>Whether the packet was made by someone who knows the password.</summary>
    public bool IsAuthentic(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> password)
    {
        // The header's length counts up to and including MESSAGE-INTEGRITY while the HMAC is taken.
        Span<byte> covered = stackalloc byte[IntegrityAt];
        packet[..IntegrityAt].CopyTo(covered);
        BinaryPrimitives.WriteUInt16BigEndian(covered[2..], (ushort)(IntegrityAt + 4 + IntegrityLength - HeaderLength));
        Span<byte> expected = stackalloc byte[IntegrityLength];
        HMACSHA1.HashData(password, covered, expected);
        return CryptographicOperations.FixedTimeEquals(expected, packet.Slice(IntegrityAt + 4, IntegrityLength));
    }

    private static bool FingerprintMatches(ReadOnlySpan<byte> packet, int at, ReadOnlySpan<byte> value) =>
        value.Length == 4 && BinaryPrimitives.ReadUInt32BigEndian(value) == StunFingerprint.Compute(packet[..at]);
}
