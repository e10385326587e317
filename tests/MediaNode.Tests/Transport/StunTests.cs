using System.Text;
using Streaming.MediaNode.Tests.Support;
using Streaming.MediaNode.Transport;
using Streaming.MediaNode.Transport.Ice;

namespace Streaming.MediaNode.Tests.Transport;

/// <summary>RFC 5769's test vectors, and what is not STUN.</summary>
public sealed class StunTests
{
    private static readonly byte[] Password = Encoding.ASCII.GetBytes("VOkJxbRl1RmTxUk/WvJxBt");

    /// <summary>RFC 5769 §2.1.</summary>
    private static readonly byte[] Request = Hex.Bytes("""
        00 01 00 58 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
        80 22 00 10 53 54 55 4e 20 74 65 73 74 20 63 6c 69 65 6e 74
        00 24 00 04 6e 00 01 ff
        80 29 00 08 93 2f f9 b1 51 26 3b 36
        00 06 00 09 65 76 74 6a 3a 68 36 76 59 20 20 20
        00 08 00 14 9a ea a7 0c bf d8 cb 56 78 1e f2 b5 b2 d3 f2 49 c1 b5 71 a2
        80 28 00 04 e5 7a 3b cf
        """);

    [Fact]
    public void TryParse_WithTheRequestOfRfc5769_ReadsAndAuthenticatesIt()
    {
        StunRequest.TryParse(Request, out var request).ShouldBeTrue();

        Encoding.ASCII.GetString(request.LocalUserName).ShouldBe("evtj");
        Convert.ToHexString(request.Transaction).ShouldBe("B7E7A701BC34D686FA87DFAE");
        request.UseCandidate.ShouldBeFalse();
        request.IsAuthentic(Request, Password).ShouldBeTrue();
        request.IsAuthentic(Request, "another password"u8).ShouldBeFalse();
    }

    [Fact]
    public void TryParse_WhenTheFingerprintIsWrong_IsFalse()
    {
        var packet = Request.ToArray();
        packet[^1] ^= 1;

        StunRequest.TryParse(packet, out _).ShouldBeFalse();
    }

    [Fact]
    public void Write_ForTheAddressOfRfc5769_GivesTheRfcsMappedAddressAndAValidFingerprint()
    {
        var packet = new byte[StunResponse.Length];

        StunResponse.Write(packet, Request.AsSpan(8, 12), new PeerAddress(0xC0000201, 32_853), Password);

        // §2.2: 192.0.2.1:32853 under the same transaction.
        Convert.ToHexString(packet.AsSpan(20, 12)).ShouldBe("002000080001A147E112A643");
        packet[1].ShouldBe((byte)1);
        System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(StunResponse.Length - 4)).ShouldBe(StunFingerprint.Compute(packet.AsSpan(0, StunResponse.Length - 8)));
    }

    [Fact]
    public void TryParse_WithAnythingTruncatedOrRandom_NeverThrows()
    {
        for (var length = 0; length < Request.Length; length++) StunRequest.TryParse(Request.AsSpan(0, length), out _).ShouldBeFalse();
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var packet = Request.ToArray();
            for (var change = 0; change < 3; change++) packet[random.Next(packet.Length)] = (byte)random.Next(256);
            if (StunRequest.TryParse(packet, out var request)) request.IsAuthentic(packet, Password);
        }
    }
}
