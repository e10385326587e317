using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using static Streaming.MediaNode.Transport.Srtp.SrtpKeyDerivation;

namespace Streaming.MediaNode.Transport.Srtp;

/// <summary>AES128_CM_SHA1_80 (RFC 3711): what every WebRTC peer speaks. A key stream and an HMAC cost more than GCM's one pass, so it is the second choice.</summary>
public sealed class CounterModeSrtpCipher : SrtpCipher
{
    private const int Tag = 10, Mac = 20, Block = 16, SaltLength = 14, RtcpHeader = 8, IndexWord = 4;
    private readonly Aes _rtp = Aes.Create(), _rtcp = Aes.Create();
    private readonly byte[] _rtpSalt, _rtcpSalt, _rtpAuth, _rtcpAuth;
    private readonly byte[] _keystream = new byte[2_048];

    /// <summary>Derives the session keys.</summary>
    public CounterModeSrtpCipher(SrtpMasterKey master)
    {
        _rtp.Key = Derive(master, Label.RtpEncryption, SrtpProfile.KeyLength);
        _rtcp.Key = Derive(master, Label.RtcpEncryption, SrtpProfile.KeyLength);
        _rtpAuth = Derive(master, Label.RtpAuthentication, Mac);
        _rtcpAuth = Derive(master, Label.RtcpAuthentication, Mac);
        _rtpSalt = Derive(master, Label.RtpSalt, SaltLength);
        _rtcpSalt = Derive(master, Label.RtcpSalt, SaltLength);
    }

    /// <inheritdoc/>
    public override int RtpOverhead => Tag;

    /// <inheritdoc/>
    public override int SealRtp(Span<byte> buffer, int length, int headerLength, uint ssrc, uint rollover, ushort sequence)
    {
        Crypt(_rtp, _rtpSalt, ssrc, (ulong)rollover << 16 | sequence, buffer[headerLength..length]);
        // The authenticated portion ends with the roll-over counter, which is not sent (RFC 3711 §4.2).
        BinaryPrimitives.WriteUInt32BigEndian(buffer[length..], rollover);
        Span<byte> mac = stackalloc byte[Mac];
        HMACSHA1.HashData(_rtpAuth, buffer[..(length + 4)], mac);
        mac[..Tag].CopyTo(buffer[length..]);
        return length + Tag;
    }

    /// <inheritdoc/>
    public override int OpenRtp(Span<byte> packet, int headerLength, uint ssrc, uint rollover, ushort sequence)
    {
        var end = packet.Length - Tag;
        Span<byte> mac = stackalloc byte[Mac], tag = stackalloc byte[Tag];
        packet[end..].CopyTo(tag);
        BinaryPrimitives.WriteUInt32BigEndian(packet[end..], rollover);
        HMACSHA1.HashData(_rtpAuth, packet[..(end + 4)], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac[..Tag], tag)) return -1;
        Crypt(_rtp, _rtpSalt, ssrc, (ulong)rollover << 16 | sequence, packet[headerLength..end]);
        return end;
    }

    /// <inheritdoc/>
    public override int SealRtcp(Span<byte> buffer, int length, uint index)
    {
        Crypt(_rtcp, _rtcpSalt, BinaryPrimitives.ReadUInt32BigEndian(buffer[4..]), index, buffer[RtcpHeader..length]);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[length..], index | EncryptedFlag);
        Span<byte> mac = stackalloc byte[Mac];
        HMACSHA1.HashData(_rtcpAuth, buffer[..(length + IndexWord)], mac);
        mac[..Tag].CopyTo(buffer[(length + IndexWord)..]);
        return length + IndexWord + Tag;
    }

    /// <inheritdoc/>
    public override int OpenRtcp(Span<byte> packet, out uint index)
    {
        index = 0;
        if (packet.Length < RtcpHeader + IndexWord + Tag) return -1;
        Span<byte> mac = stackalloc byte[Mac];
        HMACSHA1.HashData(_rtcpAuth, packet[..^Tag], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac[..Tag], packet[^Tag..])) return -1;
        var end = packet.Length - Tag - IndexWord;
        var word = BinaryPrimitives.ReadUInt32BigEndian(packet[end..]);
        if ((word & EncryptedFlag) == 0) return -1;
        index = word & ~EncryptedFlag;
        Crypt(_rtcp, _rtcpSalt, BinaryPrimitives.ReadUInt32BigEndian(packet[4..]), index, packet[RtcpHeader..end]);
        return end;
    }

    /// <summary>Exclusive-or with the key stream of (salt ⊕ SSRC ⊕ index) · 2^16 + block (RFC 3711 §4.1.1).</summary>
    private void Crypt(Aes aes, ReadOnlySpan<byte> salt, uint ssrc, ulong index, Span<byte> data)
    {
        var keystream = _keystream.AsSpan(0, (data.Length + Block - 1) / Block * Block);
        Span<byte> counter = stackalloc byte[Block];
        counter.Clear();
        salt.CopyTo(counter);
        for (var i = 0; i < 4; i++) counter[4 + i] ^= (byte)(ssrc >> (24 - 8 * i));
        for (var i = 0; i < 6; i++) counter[8 + i] ^= (byte)(index >> (40 - 8 * i));
        for (var block = 0; block * Block < keystream.Length; block++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(counter[14..], (ushort)block);
            counter.CopyTo(keystream[(block * Block)..]);
        }
        aes.EncryptEcb(keystream, keystream, PaddingMode.None);
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        var keyWords = MemoryMarshal.Cast<byte, ulong>(keystream);
        for (var i = 0; i < words.Length; i++) words[i] ^= keyWords[i];
        for (var i = words.Length * sizeof(ulong); i < data.Length; i++) data[i] ^= keystream[i];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _rtp.Dispose();
        _rtcp.Dispose();
    }
}
