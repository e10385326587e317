using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Rtp;
using Streaming.MediaNode.Sdp;
using Streaming.MediaNode.Tests.Support;

namespace Streaming.MediaNode.Tests.Sdp;

/// <summary>Offers as Chromium with livekit-client 2.23 sends them, and offers that nobody should send.</summary>
public sealed class SdpOfferTests
{
    private static readonly string Recorded = Fixture.Sdp("publisher-offer.sdp");

    [Fact]
    public void Parse_OfARecordedPublishersOffer_FindsItsSections()
    {
        var offer = SdpOffer.Parse(Recorded);

        offer.Media.Select(m => m.Kind).ShouldBe(["audio", "audio", "audio", "video", "video", "video", "application", "audio", "video"]);
        offer.Media.Count(m => m.ReceivesOnly).ShouldBe(6);
        offer.Fingerprint.Length.ShouldBe(95);
        offer.IceUserName.ShouldNotBeEmpty();
        var camera = offer.Media[8];
        camera.Sends.ShouldBeTrue();
        camera.Rids.ShouldBe(["q", "h", "f"]);
        camera.TrackId.ShouldBe("ff10f3c0-2264-48a4-a66b-09a21947275e");
        var vp8 = camera.Codec(MediaCodec.Vp8)!;
        vp8.PayloadType.ShouldBe((byte)96);
        vp8.RepairType.ShouldBe((byte)97);
        offer.Media[7].Codec(MediaCodec.Opus)!.PayloadType.ShouldBe((byte)111);
    }

    public static TheoryData<string, string> Unanswerable => new()
    {
        { "", "no media sections" },
        { "v=0\r\n", "no media sections" },
        { "hello", "no SDP" },
        { "v=0\r\nm=audio 9\r\n", "too short" },
        { "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n", "no fingerprint" },
        { "v=0\r\na=fingerprint:sha-1 AA\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n", "SHA-256" },
        { "v=0\r\na=fingerprint:sha-256 AA\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n", "ice-ufrag" },
        { "v=0\r\na=fingerprint:sha-256 AA\r\na=ice-ufrag:x\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n", "no mid" },
        { "v=0\r\na=fingerprint:sha-256 AA\r\na=ice-ufrag:x\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n", "same mid" },
        { "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0123456789abcdefX\r\n", "short token" },
    };

    [Theory]
    [MemberData(nameof(Unanswerable))]
    public void Parse_OfWhatCanNotBeAnswered_SaysWhy(string sdp, string reason) =>
        Should.Throw<SdpException>(() => SdpOffer.Parse(sdp)).Message.ShouldContain(reason);

    [Fact]
    public void Parse_BeyondItsLimits_Refuses()
    {
        Should.Throw<SdpException>(() => SdpOffer.Parse(new string('a', Limits.SdpLength + 1)));
        var sections = string.Concat(Enumerable.Range(0, Limits.SdpSections + 1).Select(i => $"m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:{i}\r\n"));
        Should.Throw<SdpException>(() => SdpOffer.Parse("v=0\r\n" + sections)).Message.ShouldContain("too many media sections");
    }

    [Fact]
    public void Parse_OfADamagedOffer_ThrowsNothingButItsOwnException()
    {
        var random = new Random(13);
        for (var i = 0; i < 400; i++)
        {
            var text = Recorded.ToCharArray();
            for (var change = 0; change < 40; change++) text[random.Next(text.Length)] = (char)random.Next(10, 127);
            try
            {
                SdpOffer.Parse(new string(text));
            }
            catch (SdpException error)
            {
                error.Message.ShouldNotBeEmpty();
            }
        }
    }
}
