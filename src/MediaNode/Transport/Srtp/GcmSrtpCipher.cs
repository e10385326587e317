using System.Buffers.Binary;
using System.Security.Cryptography;
using static Streaming.MediaNode.Transport.Srtp.SrtpKeyDerivation;

namespace Streaming.MediaNode.Transport.Srtp;

/// <summary>
/// AEAD_AES_128_GCM (RFC 7714). A nonce must never protect two different plaintexts: a retransmission has to be byte-identical to
/// the first transmission.
/// </summary>
public sealed class GcmSrtpCipher : SrtpCipher
{
    private const int Tag = 16, Nonce = 12, RtcpHeader = 8, IndexWord = 4;
    private readonly AesGcm _rtp, _rtcp;
    private readonly byte[] _rtpSalt, _rtcpSalt;

    /// <summary>Derives the session keys.</summary>
    public GcmSrtpCipher(SrtpMasterKey master)
        : this(
            Derive(master, Label.RtpEncryption, SrtpProfile.KeyLength),
            Derive(master, Label.RtpSalt, Nonce),
            Derive(master, Label.RtcpEncryption, SrtpProfile.KeyLength),
            Derive(master, Label.RtcpSalt, Nonce))
    {
    }

    /// <summary>Uses session keys as they are (test vectors).</summary>
    public GcmSrtpCipher(byte[] rtpKey, byte[] rtpSalt, byte[] rtcpKey, byte[] rtcpSalt)
    {
        (_rtpSalt, _rtcpSalt) = (rtpSalt, rtcpSalt);
        _rtp = new AesGcm(rtpKey, Tag);
        _rtcp = new AesGcm(rtcpKey, Tag);
    }

    /// <inheritdoc/>
    public override int RtpOverhead => Tag;

    /// <inheritdoc/>
    public override int SealRtp(Span<byte> buffer, int length, int headerLength, uint ssrc, uint rollover, ushort sequence)
    {
        Span<byte> nonce = stackalloc byte[Nonce];
        MakeNonce(nonce, _rtpSalt, ssrc, rollover, sequence);
        var payload = buffer[headerLength..length];
        _rtp.Encrypt(nonce, payload, payload, buffer.Slice(length, Tag), buffer[..headerLength]);
        return length + Tag;
    }

    /// <inheritdoc/>
    public override int OpenRtp(Span<byte> packet, int headerLength, uint ssrc, uint rollover, ushort sequence)
    {
        Span<byte> nonce = stackalloc byte[Nonce];
        MakeNonce(nonce, _rtpSalt, ssrc, rollover, sequence);
        var end = packet.Length - Tag;
        var payload = packet[headerLength..end];
        return TryDecrypt(_rtp, nonce, payload, packet[end..], packet[..headerLength]) ? end : -1;
    }

    /// <inheritdoc/>
    public override int SealRtcp(Span<byte> buffer, int length, uint index)
    {
        Span<byte> nonce = stackalloc byte[Nonce], associated = stackalloc byte[RtcpHeader + IndexWord];
        MakeNonce(nonce, _rtcpSalt, BinaryPrimitives.ReadUInt32BigEndian(buffer[4..]), index >> 16, (ushort)index);
        buffer[..RtcpHeader].CopyTo(associated);
        BinaryPrimitives.WriteUInt32BigEndian(associated[RtcpHeader..], index | EncryptedFlag);
        var payload = buffer[RtcpHeader..length];
        _rtcp.Encrypt(nonce, payload, payload, buffer.Slice(length, Tag), associated);
        associated[RtcpHeader..].CopyTo(buffer[(length + Tag)..]);
        return length + Tag + IndexWord;
    }

    /// <inheritdoc/>
    public override int OpenRtcp(Span<byte> packet, out uint index)
    {
        index = 0;
        if (packet.Length < RtcpHeader + Tag + IndexWord) return -1;
        var word = BinaryPrimitives.ReadUInt32BigEndian(packet[^IndexWord..]);
        if ((word & EncryptedFlag) == 0) return -1;
        index = word & ~EncryptedFlag;
        Span<byte> nonce = stackalloc byte[Nonce], associated = stackalloc byte[RtcpHeader + IndexWord];
        MakeNonce(nonce, _rtcpSalt, BinaryPrimitives.ReadUInt32BigEndian(packet[4..]), index >> 16, (ushort)index);
        packet[..RtcpHeader].CopyTo(associated);
        packet[^IndexWord..].CopyTo(associated[RtcpHeader..]);
        var end = packet.Length - IndexWord - Tag;
        return TryDecrypt(_rtcp, nonce, packet[RtcpHeader..end], packet.Slice(end, Tag), associated) ? end : -1;
    }

    /// <summary>00 00 | SSRC | high 32 bits | low 16 bits, exclusive-or salt (RFC 7714 §8.1 and §9.1).</summary>
    private static void MakeNonce(Span<byte> nonce, ReadOnlySpan<byte> salt, uint ssrc, uint high, ushort low)
    {
        nonce[..2].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[6..], high);
        BinaryPrimitives.WriteUInt16BigEndian(nonce[10..], low);
        for (var i = 0; i < Nonce; i++) nonce[i] ^= salt[i];
    }

    private static bool TryDecrypt(AesGcm aes, ReadOnlySpan<byte> nonce, Span<byte> data, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> associated)
    {
        try
        {
            aes.Decrypt(nonce, data, tag, data, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _rtp.Dispose();
        _rtcp.Dispose();
    }
}
