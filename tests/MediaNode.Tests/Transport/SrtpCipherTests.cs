using Streaming.MediaNode.Tests.Support;
using Streaming.MediaNode.Transport.Srtp;

namespace Streaming.MediaNode.Tests.Transport;

/// <summary>The RFCs' own numbers.</summary>
public sealed class SrtpCipherTests
{
    private static readonly byte[] Key = Hex.Bytes("000102030405060708090a0b0c0d0e0f");
    private static readonly byte[] Salt = Hex.Bytes("517569642070726f2071756f");

    /// <summary>RFC 7714 §16.1.1.</summary>
    private static readonly byte[] PlainRtp = Hex.Bytes(
        "8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976 69736120 696e2070 61727465 73207472 6573");

    private static readonly byte[] ProtectedRtp = Hex.Bytes(
        "8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f 42a5f47a 51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439 0cce");

    /// <summary>RFC 7714 §17.1.</summary>
    private static readonly byte[] PlainRtcp = Hex.Bytes(
        "81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61 deadbeef deadbeef deadbeef deadbeef deadbeef");

    private static readonly byte[] ProtectedRtcp = Hex.Bytes(
        "81c8000d 4d617273 63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d c676a5f1 730d6fda 4ce09b46 86303ded 0bb9275b c84aa458 96cf4d2f c5abf872 45d9eade 800005d4");

    [Fact]
    public void SealRtp_WithTheVectorsOfRfc7714_GivesTheRfcsPacket()
    {
        using var cipher = new GcmSrtpCipher(Key, Salt, Key, Salt);
        var buffer = Buffer(PlainRtp);

        var length = cipher.SealRtp(buffer, PlainRtp.Length, 12, 0x5501a0b2, 0, 0xf17b);

        buffer.AsSpan(0, length).ToArray().ShouldBe(ProtectedRtp);
        cipher.OpenRtp(buffer.AsSpan(0, length), 12, 0x5501a0b2, 0, 0xf17b).ShouldBe(PlainRtp.Length);
        buffer.AsSpan(0, PlainRtp.Length).ToArray().ShouldBe(PlainRtp);
    }

    [Fact]
    public void SealRtcp_WithTheVectorsOfRfc7714_GivesTheRfcsPacket()
    {
        using var cipher = new GcmSrtpCipher(Key, Salt, Key, Salt);
        var buffer = Buffer(PlainRtcp);

        var length = cipher.SealRtcp(buffer, PlainRtcp.Length, 0x5d4);

        buffer.AsSpan(0, length).ToArray().ShouldBe(ProtectedRtcp);
        cipher.OpenRtcp(buffer.AsSpan(0, length), out var index).ShouldBe(PlainRtcp.Length);
        index.ShouldBe(0x5d4u);
    }

    [Theory]
    [InlineData(SrtpKeyDerivation.Label.RtpEncryption, "C61E7A93744F39EE10734AFE3FF7A087")]
    [InlineData(SrtpKeyDerivation.Label.RtpSalt, "30CBBC08863D8C85D49DB34A9AE1")]
    [InlineData(SrtpKeyDerivation.Label.RtpAuthentication, "CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4")]
    public void Derive_WithTheVectorsOfRfc3711_GivesTheRfcsKeys(SrtpKeyDerivation.Label label, string expected)
    {
        var master = new SrtpMasterKey(SrtpProfile.Aes128CmSha1, Hex.Bytes("E1F97A0D3E018BE0D64FA32C06DE4139"), Hex.Bytes("0EC675AD498AFEEBB6960B3AABE6"));

        Convert.ToHexString(SrtpKeyDerivation.Derive(master, label, expected.Length / 2)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("AEAD_AES_128_GCM")]
    [InlineData("AES128_CM_SHA1_80")]
    public void OpenRtp_WhenAnyByteWasChanged_Refuses(string profile)
    {
        var packet = ProtectedPacket(profile, out var receiver);
        using var _ = receiver;
        for (var i = 0; i < packet.Length; i++)
        {
            var forged = packet.ToArray();
            forged[i] ^= 1;
            receiver.UnprotectRtp(forged).ShouldBe(-1, $"byte {i}");
        }
        receiver.UnprotectRtp(packet).ShouldBe(PlainRtp.Length);
    }

    [Theory]
    [InlineData("AEAD_AES_128_GCM")]
    [InlineData("AES128_CM_SHA1_80")]
    public void UnprotectRtp_WhenAPacketComesTwice_TakesItOnce(string profile)
    {
        var packet = ProtectedPacket(profile, out var receiver);
        using var _ = receiver;

        receiver.UnprotectRtp(packet.ToArray()).ShouldBe(PlainRtp.Length);
        receiver.UnprotectRtp(packet.ToArray()).ShouldBe(-1);
    }

    [Theory]
    [InlineData("AEAD_AES_128_GCM")]
    [InlineData("AES128_CM_SHA1_80")]
    public void UnprotectRtcp_WhenAPacketComesTwice_TakesItOnce(string profile)
    {
        var master = Master(profile);
        using var sender = new SrtpSender(master);
        using var receiver = new SrtpReceiver(master);
        var buffer = Buffer(PlainRtcp);
        var packet = buffer.AsSpan(0, sender.ProtectRtcp(buffer, PlainRtcp.Length)).ToArray();

        var first = packet.ToArray();
        receiver.UnprotectRtcp(first).ShouldBe(PlainRtcp.Length);
        first.AsSpan(0, PlainRtcp.Length).ToArray().ShouldBe(PlainRtcp);
        receiver.UnprotectRtcp(packet).ShouldBe(-1);
    }

    [Fact]
    public void UnprotectRtp_AcrossTheWrapOfSequenceNumbers_FollowsEvenLatePackets()
    {
        var master = Master("AEAD_AES_128_GCM");
        using var sender = new SrtpSender(master);
        using var receiver = new SrtpReceiver(master);
        var packets = new List<byte[]>();
        for (var i = 65_530; i < 65_550; i++)
        {
            var buffer = Buffer(PlainRtp);
            buffer[2] = (byte)(i >> 8);
            buffer[3] = (byte)i;
            packets.Add(buffer.AsSpan(0, sender.ProtectRtp(buffer, PlainRtp.Length)).ToArray());
        }
        // Neighbours change places, right over the wrap too.
        for (var i = 0; i < packets.Count; i += 2) (packets[i], packets[i + 1]) = (packets[i + 1], packets[i]);

        packets.ShouldAllBe(p => receiver.UnprotectRtp(p) == PlainRtp.Length);
    }

    private static byte[] ProtectedPacket(string profile, out SrtpReceiver receiver)
    {
        var master = Master(profile);
        using var sender = new SrtpSender(master);
        receiver = new SrtpReceiver(master);
        var buffer = Buffer(PlainRtp);
        return buffer.AsSpan(0, sender.ProtectRtp(buffer, PlainRtp.Length)).ToArray();
    }

    private static SrtpMasterKey Master(string name)
    {
        var profile = name == SrtpProfile.Aes128Gcm.Name ? SrtpProfile.Aes128Gcm : SrtpProfile.Aes128CmSha1;
        return new SrtpMasterKey(profile, Key, Hex.Bytes("0EC675AD498AFEEBB6960B3AABE6")[..profile.SaltLength]);
    }

    private static byte[] Buffer(byte[] packet)
    {
        var buffer = new byte[packet.Length + SrtpCipher.MaxOverhead];
        packet.CopyTo(buffer, 0);
        return buffer;
    }
}
