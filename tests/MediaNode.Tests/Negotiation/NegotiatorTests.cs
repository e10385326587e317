using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Sdp;
using Streaming.MediaNode.Tests.Support;
using Streaming.MediaNode.Tokens;

namespace Streaming.MediaNode.Tests.Negotiation;

/// <summary>Answers to recorded offers, beside what a genuine LiveKit answered where both must agree.</summary>
public sealed class NegotiatorTests
{
    private const string MicrophoneId = "9eb032a8-4927-4211-a2a7-121235e96a84", CameraId = "ff10f3c0-2264-48a4-a66b-09a21947275e";
    private static readonly string Offer = Fixture.Sdp("publisher-offer.sdp");

    [Fact]
    public async Task Answer_ToARecordedPublishersOffer_AgreesWithTheRecordedAnswerInEssentials()
    {
        await using var node = await InProcessNode.StartAsync();
        var sdp = InRoom(node, (_, alice) =>
        {
            Announce(alice);
            return alice.Peer.Answer(Offer).Sdp;
        });

        var ours = Sections(sdp);
        var recorded = Sections(Fixture.Sdp("publisher-answer.sdp"));
        ours.Count.ShouldBe(recorded.Count);
        foreach (var (answered, original) in ours.Zip(recorded))
        {
            answered[0].Split(' ')[0].ShouldBe(original[0].Split(' ')[0]);
            Value(answered, "a=mid:").ShouldBe(Value(original, "a=mid:"));
            Direction(answered).ShouldBe(Direction(original), Value(answered, "a=mid:"));
            Value(answered, "a=setup:").ShouldBe("passive");
        }
        sdp.ShouldContain("a=group:BUNDLE 0 1 2 3 4 5 6 7 8\r\n");
        sdp.ShouldContain("a=ice-lite\r\n");
        var camera = ours[8];
        camera[0].ShouldBe("m=video 9 UDP/TLS/RTP/SAVPF 96 97");
        foreach (var line in new[] { "a=rid:q recv", "a=rid:h recv", "a=rid:f recv", "a=simulcast:recv q;h;f" })
        {
            camera.ShouldContain(line);
            recorded[8].ShouldContain(line);
        }
        camera.ShouldContain("a=rtcp-fb:96 transport-cc");
        // Only the first section of the bundle carries the candidate.
        ours.Count(s => s.Exists(l => l.StartsWith("a=candidate:", StringComparison.Ordinal))).ShouldBe(1);
    }

    [Fact]
    public async Task Answer_MakesAnnouncedTracksLive_WithCodecLayersAndSection()
    {
        await using var node = await InProcessNode.StartAsync();
        var (camera, microphone) = InRoom(node, (_, alice) =>
        {
            Announce(alice);
            alice.Peer.Answer(Offer);
            var tracks = alice.Publications.Live.Select(t => t.Info.Clone()).ToList();
            return (tracks.Single(t => t.Source == TrackSource.Camera), tracks.Single(t => t.Source == TrackSource.Microphone));
        });

        camera.MimeType.ShouldBe("video/VP8");
        camera.Mid.ShouldBe("8");
        camera.Simulcast.ShouldBeTrue();
        camera.Layers.Select(l => l.Rid).ShouldBe(["q", "h", "f"]);
        microphone.MimeType.ShouldBe("audio/opus");
        microphone.Mid.ShouldBe("7");
        camera.Sid.ShouldStartWith("TR_VC");
        microphone.Sid.ShouldStartWith("TR_AM");
    }

    [Fact]
    public async Task Answer_ToAViewer_PlacesThePublishersTracksAndMapsThem()
    {
        await using var node = await InProcessNode.StartAsync();
        var (answer, tracks) = InRoom(node, (room, alice) =>
        {
            Announce(alice);
            alice.Peer.Answer(Offer);
            var bob = room.Admit(new AccessToken { Identity = "bob", Video = new VideoGrant { RoomJoin = true, Room = room.Name, CanPublish = false } }, new JoinOptions());
            return (bob.Peer.Answer(Offer), room.LiveTracks.ToDictionary(t => t.Sid, t => t.IsVideo));
        });

        answer.MidToTrack.Count.ShouldBe(2);
        tracks[answer.MidToTrack["0"]].ShouldBeFalse();
        tracks[answer.MidToTrack["3"]].ShouldBeTrue();
        var video = Sections(answer.Sdp)[3];
        Direction(video).ShouldBe("a=sendonly");
        video.ShouldContain(l => l.StartsWith("a=msid:PA_", StringComparison.Ordinal) && l.Contains("|camera TR_VC", StringComparison.Ordinal));
        // A viewer who offers to send without permission is not listened to.
        Direction(Sections(answer.Sdp)[8]).ShouldBe("a=inactive");
    }

    /// <summary>Firefox offers directions, and sends a layer's name only if the answer says that the node receives it (RFC 8285 §6).</summary>
    [Theory]
    [InlineData("/sendonly", "/recvonly")]
    [InlineData("/recvonly", "/sendonly")]
    [InlineData("/sendrecv", "/sendrecv")]
    [InlineData("/inactive", "/inactive")]
    [InlineData("", "")]
    public async Task Answer_WhenAnExtensionIsOfferedWithADirection_SaysItAsTheNodeSeesIt(string offered, string answered)
    {
        const string layerName = " urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
        var number = Value(Sections(Offer)[8].FindAll(l => l.EndsWith(layerName, StringComparison.Ordinal)), "a=extmap:").Split(' ')[0];
        await using var node = await InProcessNode.StartAsync();
        var sdp = InRoom(node, (_, alice) =>
        {
            Announce(alice);
            return alice.Peer.Answer(Offer.Replace($"a=extmap:{number}{layerName}", $"a=extmap:{number}{offered}{layerName}", StringComparison.Ordinal)).Sdp;
        });

        Sections(sdp)[8].ShouldContain($"a=extmap:{number}{answered}{layerName}");
    }

    [Fact]
    public async Task Answer_WhenTheIceUserNameChanges_GivesNewCredentials()
    {
        await using var node = await InProcessNode.StartAsync();
        var (before, same, after) = InRoom(node, (_, alice) => (
            alice.Peer.Answer(Offer).Sdp,
            alice.Peer.Answer(Offer).Sdp,
            alice.Peer.Answer(Offer.Replace("a=ice-ufrag:", "a=ice-ufrag:new", StringComparison.Ordinal)).Sdp));

        UserName(same).ShouldBe(UserName(before));
        UserName(after).ShouldNotBe(UserName(before));
        static string UserName(string sdp) => Value(Sections(sdp)[0], "a=ice-ufrag:");
    }

    [Fact]
    public async Task Answer_WhenTheFingerprintChanges_Refuses()
    {
        await using var node = await InProcessNode.StartAsync();
        InRoom(node, (_, alice) =>
        {
            alice.Peer.Answer(Offer);
            var other = Offer.Replace(SdpOffer.Parse(Offer).Fingerprint, string.Join(':', Enumerable.Repeat("00", 32)), StringComparison.Ordinal);
            return Should.Throw<SdpException>(() => alice.Peer.Answer(other));
        }).Message.ShouldContain("fingerprint");
    }

    private static T InRoom<T>(InProcessNode node, Func<MediaNode.Rooms.Room, Participant, T> action) => node.Rooms.InRoom("room", null, room =>
        action(room, room.Admit(new AccessToken { Identity = "alice", Video = new VideoGrant { RoomJoin = true, Room = "room" } }, new JoinOptions())));

    private static void Announce(Participant alice)
    {
        alice.Publications.Announce(new AddTrackRequest { Cid = MicrophoneId, Type = TrackType.Audio, Source = TrackSource.Microphone });
        alice.Publications.Announce(new AddTrackRequest
        {
            Cid = CameraId,
            Type = TrackType.Video,
            Source = TrackSource.Camera,
            Width = 1280,
            Height = 720,
            Layers = { new VideoLayer { Width = 320 }, new VideoLayer { Quality = VideoQuality.Medium, Width = 640 }, new VideoLayer { Quality = VideoQuality.High, Width = 1280 } },
            SimulcastCodecs = { new SimulcastCodec { Codec = "vp8", Cid = CameraId } },
        });
    }

    private static List<List<string>> Sections(string sdp) =>
        [.. sdp.Split("\r\nm=").Skip(1).Select(s => ("m=" + s).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).ToList())];

    private static string Value(List<string> section, string prefix) => section.First(l => l.StartsWith(prefix, StringComparison.Ordinal))[prefix.Length..];

    private static string Direction(List<string> section) => section.FirstOrDefault(l => l is "a=sendonly" or "a=recvonly" or "a=inactive" or "a=sendrecv") ?? "";
}
