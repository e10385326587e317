using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Streaming.StreamService.Media;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Streams;

/// <summary>What must hold of streaming from the browser, for whatever people type. (Property 4, that chat settings persist, stands in ChatService.Tests.)</summary>
public sealed class BrowserStreamingProperties(StreamServer server) : LiveTest(server)
{
    private const int Cases = 15;

    [Fact]
    public async Task Property_1_going_live_sets_the_status_to_live()
    {
        using var ada = await Person.CreatorAsync(Server);
        await Properties.HoldAsync(Properties.SetUps(), Cases, async details =>
        {
            var id = await GoLiveAsync(ada, details);

            (await StatusAsync(id)).ShouldBe("live");
            (await StreamAsync(id))["startedAt"].ShouldNotBeNull();
            ((string?)(await ada.GetAsync($"/api/channels/{ada.Slug}"))["liveStreamId"]).ShouldBe(id);
            await ada.PostAsync($"/api/streams/{id}/end");
        });
    }

    [Fact]
    public async Task Property_2_ending_takes_the_stream_off_the_air()
    {
        using var ada = await Person.CreatorAsync(Server);
        await Properties.HoldAsync(Properties.SetUps(), Cases, async details =>
        {
            var id = await GoLiveAsync(ada, details);

            var ended = await ada.PostAsync($"/api/streams/{id}/end");

            ((string?)ended["status"]).ShouldBe("ended");
            ended["durationSeconds"].ShouldNotBeNull();
            ((bool)(await ada.GetAsync($"/api/channels/{ada.Slug}"))["isLive"]!).ShouldBeFalse();
            Server.LiveKit.Rooms.ShouldNotContain(MediaServerSide.RoomOf(id));
        });
    }

    [Fact]
    public async Task Property_3_a_new_title_leaves_the_stream_live()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var version = (int)(await StreamAsync(id))["version"]!;
        await Properties.HoldAsync(Properties.Text(140), Cases, async title =>
        {
            var edited = await ada.PatchAsync($"/api/streams/{id}", new { title });

            ((string?)edited["status"]).ShouldBe("live");
            ((string?)edited["title"]).ShouldBe(title);
            ((string?)(await StreamAsync(id))["title"]).ShouldBe(title);
            ((int)edited["version"]!).ShouldBe(++version);
        });
        ada.Dispose();
    }

    [Fact]
    public async Task Property_5_viewers_tokens_only_subscribe()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        await Properties.HoldAsync(Viewers(), Cases, async viewer =>
        {
            var video = Claims(await viewer.GetAsync($"/api/streams/{id}/token"))["video"]!;

            ((bool)video["canSubscribe"]!).ShouldBeTrue();
            ((bool)video["canPublish"]!).ShouldBeFalse();
            ((bool)video["canPublishData"]!).ShouldBeFalse();
            ((bool)video["roomJoin"]!).ShouldBeTrue();
            ((string?)video["room"]).ShouldBe(MediaServerSide.RoomOf(id));
            video.AsObject().ShouldNotContain(grant => grant.Key == "roomAdmin" || grant.Key == "roomCreate" || grant.Key == "roomList");
            viewer.Dispose();
        });
        ada.Dispose();
    }

    [Fact]
    public async Task Property_6_a_signed_in_viewers_identity_is_their_user_id()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        await Properties.HoldAsync(SignedIn(), Cases, async viewer =>
        {
            var answer = await viewer.GetAsync($"/api/streams/{id}/token");

            ((string?)Claims(answer)["sub"]).ShouldBe(viewer.Id);
            ((string?)answer["identity"]).ShouldBe(viewer.Id);
            viewer.Dispose();
        });
        ada.Dispose();
    }

    [Fact]
    public async Task Property_7_a_guests_identity_begins_with_guest()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        using var nobody = Person.Anonymous(Server);
        await Properties.HoldAsync(Guests(), Cases, async guest =>
        {
            ((string?)Claims(await guest.GetAsync($"/api/streams/{id}/token"))["sub"]).ShouldBe(guest.Id);

            // Without any credentials everyone is a guest of their own.
            var (first, second) = (Claims(await nobody.GetAsync($"/api/streams/{id}/token")), Claims(await nobody.GetAsync($"/api/streams/{id}/token")));
            ((string)first["sub"]!).ShouldStartWith("guest_");
            ((string)first["sub"]!).ShouldNotBe((string)second["sub"]!);
            guest.Dispose();
        });
        ada.Dispose();
    }

    [Fact]
    public async Task Property_8_setting_up_makes_a_stream_with_just_what_was_said()
    {
        using var ada = await Person.CreatorAsync(Server);
        string? only = null;
        await Properties.HoldAsync(Properties.SetUps(), Cases, async details =>
        {
            var stream = await ada.PostAsync("/api/streams/setup", details);

            var stored = await StreamAsync((string)stream["id"]!);
            ((string?)stored["title"]).ShouldBe(details.Title);
            ((string?)stored["description"]).ShouldBe(details.Description);
            ((string?)stored["category"]).ShouldBe(details.Category);
            stored["tags"]!.AsArray().Select(t => (string)t!).ShouldBe(details.Tags);
            ((int)stored["price"]!).ShouldBe(details.Price);
            ((string?)stored["visibility"]).ShouldBe(details.Visibility);
            ((string?)stored["status"]).ShouldBe("scheduled");
            ((string?)stored["creator"]!["id"]).ShouldBe(ada.Id);
            ((string?)stored["channel"]!["slug"]).ShouldBe(ada.Slug);
            ((string?)stored["recording"]!["status"]).ShouldBe("none");
            only ??= (string)stored["id"]!;
            ((string?)stored["id"]).ShouldBe(only, "the next stream is changed, not made again");
        });
    }

    private Gen<Person> SignedIn() => Gen.Choose(1, 9999).Select(n => Person.SignedIn(Server, $"viewer{n}"));

    private Gen<Person> Guests() => Gen.Choose(1, 9999).Select(_ => Person.Guest(Server, Guid.CreateVersion7()));

    private Gen<Person> Viewers() => Gen.OneOf(SignedIn(), Guests(), Gen.Constant(0).Select(_ => Person.Anonymous(Server)));

    private static async Task<string> GoLiveAsync(Person creator, StreamSetUp details)
    {
        await creator.PostAsync("/api/streams/setup", details);
        return (string)(await creator.PostAsync("/api/streams/go-live", new { }))["stream"]!["id"]!;
    }

    private JsonObject Claims(JsonObject answer) => LiveKitToken.Verify(
        (string)answer["token"]!, new LiveKitSettings { ApiKey = FakeLiveKit.ApiKey, ApiSecret = FakeLiveKit.ApiSecret }, Server.Time.GetUtcNow())
        .ShouldNotBeNull();
}
