using Streaming.MediaNode.Rtp;
using Streaming.MediaNode.Tests.Support;

namespace Streaming.MediaNode.Tests.Rtp;

public sealed class RtpHeaderTests
{
    private static readonly HeaderExtensionMap Extensions = Map();

    [Fact]
    public void TryParse_WithOneByteExtensionsAndPadding_ReadsEveryField()
    {
        // Marker, type 96, mid "8" as id 4, rid "f" as id 10, transport sequence 0x0102 as id 3, level 37 with voice bit as id 1.
        var packet = Hex.Bytes("B0 E0 1234 00000064 DEADBEEF BEDE 0003 40 38 A0 66 31 0102 10 A5 00 00 00 AABBCC 000003");

        RtpHeader.TryParse(packet, Extensions, out var header).ShouldBeTrue();

        header.Marker.ShouldBeTrue();
        header.PayloadType.ShouldBe((byte)96);
        header.Sequence.ShouldBe((ushort)0x1234);
        header.Timestamp.ShouldBe(100u);
        header.Ssrc.ShouldBe(0xDEADBEEF);
        header.TransportSequence.ShouldBe(0x0102);
        header.AudioLevel.ShouldBe(37);
        packet[header.Mid].ShouldBe("8"u8.ToArray());
        packet[header.StreamId].ShouldBe("f"u8.ToArray());
        Convert.ToHexString(packet.AsSpan(header.PayloadOffset, header.PayloadLength)).ShouldBe("AABBCC");
    }

    [Fact]
    public void TryParse_WithTwoByteExtensions_ReadsThem()
    {
        var packet = Hex.Bytes("90 60 0001 00000000 00000001 1000 0002 04 01 38 00 03 02 0007 FF");

        RtpHeader.TryParse(packet, Extensions, out var header).ShouldBeTrue();

        header.TransportSequence.ShouldBe(7);
        packet[header.Mid].ShouldBe("8"u8.ToArray());
    }

    [Theory]
    [InlineData("80 60 0001 00000000 000000")]
    [InlineData("00 60 0001 00000000 00000001")]
    [InlineData("9F 60 0001 00000000 00000001 00000002")]
    [InlineData("90 60 0001 00000000 00000001 BEDE FFFF 00")]
    [InlineData("A0 60 0001 00000000 00000001 FF")]
    public void TryParse_WhenLengthsDoNotFit_IsFalse(string packet) => RtpHeader.TryParse(Hex.Bytes(packet), Extensions, out _).ShouldBeFalse();

    [Fact]
    public void TryParse_WithGarbage_NeverThrows()
    {
        var random = new Random(3);
        var packet = new byte[64];
        for (var i = 0; i < 50_000; i++)
        {
            random.NextBytes(packet);
            packet[0] = (byte)(0x80 | (packet[0] & 0x3F));
            if (!RtpHeader.TryParse(packet.AsSpan(0, random.Next(packet.Length)), Extensions, out var header)) continue;
            PayloadInfo.Inspect((MediaCodec)random.Next(1, 5), packet.AsSpan(header.PayloadOffset, header.PayloadLength));
        }
    }

    [Theory]
    [InlineData("10 00 0000", true)]
    [InlineData("10 01 0000", false)]
    [InlineData("00 00 0000", false)]
    [InlineData("90 80 81 23 00", true)]
    [InlineData("90 E0 81 23 07 20 00", true)]
    [InlineData("90 E0 81 23 07 20 01", false)]
    public void Inspect_OfVp8_FindsKeyFrames(string payload, bool expected) => PayloadInfo.Inspect(MediaCodec.Vp8, Hex.Bytes(payload)).KeyFrame.ShouldBe(expected);

    [Fact]
    public void Inspect_OfVp8_FindsTheNumbersThatMustStayContinuous()
    {
        var info = PayloadInfo.Inspect(MediaCodec.Vp8, Hex.Bytes("90 E0 8123 07 20 00"));

        info.PictureId.ShouldBe((ushort)0x0123);
        info.PictureIdAt.ShouldBe((short)2);
        info.BaseLayerIndex.ShouldBe((byte)7);
        info.BaseLayerIndexAt.ShouldBe((short)4);
    }

    [Theory]
    [InlineData("67 42", true)]
    [InlineData("65 88", true)]
    [InlineData("61 88", false)]
    [InlineData("78 0002 6742 0002 6842", true)]
    [InlineData("7C 85", true)]
    [InlineData("7C 05", false)]
    public void Inspect_OfH264_FindsKeyFrames(string payload, bool expected) => PayloadInfo.Inspect(MediaCodec.H264, Hex.Bytes(payload)).KeyFrame.ShouldBe(expected);

    private static HeaderExtensionMap Map()
    {
        var map = new HeaderExtensionMap();
        map.Add(1, "urn:ietf:params:rtp-hdrext:ssrc-audio-level");
        map.Add(3, "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01");
        map.Add(4, "urn:ietf:params:rtp-hdrext:sdes:mid");
        map.Add(10, "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id");
        return map;
    }
}
