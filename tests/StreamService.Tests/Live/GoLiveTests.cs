using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Streaming.Contracts;
using Streaming.StreamService.Media;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Live;

public sealed class GoLiveTests(StreamServer server) : LiveTest(server)
{
    [Fact]
    public async Task Going_live_makes_the_room_and_gives_a_token_that_only_publishes()
    {
        using var ada = await Person.CreatorAsync(Server, "ada");
        await ada.PostAsync("/api/streams/setup", new { title = "Morning show" });

        var live = await ada.PostAsync("/api/streams/go-live");

        var id = (string)live["stream"]!["id"]!;
        ((string?)live["stream"]!["status"]).ShouldBe("live");
        ((string?)live["stream"]!["publisher"]).ShouldBe("absent");
        ((string?)live["serverUrl"]).ShouldBe($"ws://{Server.Address.Authority}");
        var claims = Claims((string)live["token"]!);
        ((string?)claims["sub"]).ShouldBe(ada.Id);
        ((long)claims["exp"]! - (long)claims["nbf"]!).ShouldBe(600);
        var video = claims["video"]!;
        ((bool)video["canPublish"]!).ShouldBeTrue();
        ((bool)video["canSubscribe"]!).ShouldBeFalse();
        ((bool)video["canPublishData"]!).ShouldBeFalse();
        ((string?)video["room"]).ShouldBe(MediaServerSide.RoomOf(id));

        var room = Server.LiveKit.Calls.Last(call => call.Method == "CreateRoom").Body;
        ((string?)room["name"]).ShouldBe(MediaServerSide.RoomOf(id));
        ((int)room["departureTimeout"]!).ShouldBeGreaterThan(60);
        ((string?)JsonDocument.Parse((string)room["metadata"]!).RootElement.GetProperty("streamId").GetString()).ShouldBe(id);
        (await Server.Events.ShouldContainAsync<StreamStarted>(e => e.Stream.Id == id)).ShouldHaveSingleItem().Stream.Creator.Username.ShouldBe("ada");
    }

    [Fact]
    public async Task Going_live_again_gives_a_fresh_token_for_the_same_stream()
    {
        var (ada, id) = await Person.LiveAsync(Server);

        var again = await ada.PostAsync("/api/streams/go-live", new { });
        var named = await ada.PostAsync("/api/streams/go-live", new { streamId = id });
        var token = await ada.GetAsync($"/api/streams/{id}/broadcast-token");

        ((string?)again["stream"]!["id"]).ShouldBe(id);
        ((string?)named["stream"]!["id"]).ShouldBe(id);
        ((string?)Claims((string)token["token"]!)["sub"]).ShouldBe(ada.Id);
        ((string?)token["identity"]).ShouldBe(ada.Id);
        (await StreamAsync(id))["version"]!.GetValue<int>().ShouldBe(2);
        (await Server.Events.ShouldContainAsync<StreamStarted>(e => e.Stream.Id == id)).Count.ShouldBe(1);
        ada.Dispose();
    }

    [Fact]
    public async Task Two_streams_going_live_at_once_leave_one_live()
    {
        using var ada = await Person.CreatorAsync(Server);
        var soon = Server.Time.GetUtcNow().AddHours(1);
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add((string)(await ada.PostAsync("/api/streams", new { title = $"Show {i}", scheduledFor = soon }))["id"]!);
        }

        var answers = await Task.WhenAll(ids.Select(id => ada.SendAsync(HttpMethod.Post, "/api/streams/go-live", new { streamId = id })));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(3);
        var statuses = await Task.WhenAll(ids.Select(StatusAsync));
        statuses.Count(s => s == "live").ShouldBe(1);
        await ada.FailAsync(HttpMethod.Post, "/api/streams/go-live", HttpStatusCode.Conflict, "conflict", new { streamId = ids[Array.IndexOf(statuses, "scheduled")] });
    }

    [Fact]
    public async Task The_same_stream_going_live_five_times_at_once_starts_once()
    {
        using var ada = await Person.CreatorAsync(Server);
        var id = (string)(await ada.PostAsync("/api/streams/setup", new { title = "Show" }))["id"]!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ada.PostAsync("/api/streams/go-live", new { streamId = id })));

        answers.ShouldAllBe(a => (string)a["stream"]!["id"]! == id);
        await ada.PostAsync($"/api/streams/{id}/end");
        await Server.Events.ShouldContainAsync<StreamEnded>(e => e.Stream.Id == id);
        Server.Events.Of<StreamStarted>().Count(e => e.Stream.Id == id).ShouldBe(1);
    }

    [Fact]
    public async Task GoLive_WhenMediaServerDoesNotAnswer_AnswersMediaUnavailableAndChangesNothing()
    {
        using var ada = await Person.CreatorAsync(Server);
        var id = (string)(await ada.PostAsync("/api/streams/setup", new { title = "Show" }))["id"]!;
        Server.LiveKit.IsBroken = true;

        await ada.FailAsync(HttpMethod.Post, "/api/streams/go-live", HttpStatusCode.ServiceUnavailable, "media_unavailable", new { });

        (await StatusAsync(id)).ShouldBe("scheduled");
        Server.LiveKit.IsBroken = false;
        await ada.PostAsync("/api/streams/go-live", new { });
        (await StatusAsync(id)).ShouldBe("live");
    }

    [Fact]
    public async Task Editing_while_live_reaches_everyone_and_price_stays()
    {
        var (ada, id) = await Person.LiveAsync(Server, new { title = "Show", description = "Long", category = "Music" });

        var edited = await ada.PatchAsync($"/api/streams/{id}", new { title = " New title ", description = "" });

        ((string?)edited["title"]).ShouldBe("New title");
        edited["description"].ShouldBeNull();
        ((string?)edited["category"]).ShouldBe("Music");
        await Server.Events.ShouldContainAsync<StreamUpdated>(e => e.Stream.Id == id && e.Stream is { Title: "New title", Status: "live", Version: 3 });
        await ada.FailAsync(HttpMethod.Patch, $"/api/streams/{id}", HttpStatusCode.Conflict, "conflict", new { price = 5 });
        await ada.FailAsync(HttpMethod.Patch, $"/api/streams/{id}", HttpStatusCode.BadRequest, "validation_failed", new { title = "  " });
        await ada.FailAsync(HttpMethod.Patch, $"/api/streams/{id}", HttpStatusCode.BadRequest, "validation_failed", new { title = new string('x', 141) });
        ada.Dispose();
    }

    [Fact]
    public async Task Ending_saves_the_figures_and_closes_the_room()
    {
        Server.Time.Freeze();
        var (ada, id) = await Person.LiveAsync(Server);
        Server.Time.Advance(TimeSpan.FromSeconds(90));

        var ended = await ada.PostAsync($"/api/streams/{id}/end");

        ((string?)ended["status"]).ShouldBe("ended");
        ((string?)ended["endReason"]).ShouldBe("creator");
        ((int)ended["durationSeconds"]!).ShouldBe(90);
        ((DateTimeOffset)ended["endedAt"]!).ShouldBeGreaterThan((DateTimeOffset)ended["startedAt"]!);
        Server.LiveKit.Rooms.ShouldNotContain(MediaServerSide.RoomOf(id));
        var told = (await Server.Events.ShouldContainAsync<StreamEnded>(e => e.Stream.Id == id)).ShouldHaveSingleItem();
        told.Reason.ShouldBe("creator");
        told.Stats.DurationSeconds.ShouldBe((int)ended["durationSeconds"]!);
        ada.Dispose();
    }

    [Fact]
    public async Task Ending_five_times_at_once_ends_it_once()
    {
        var (ada, id) = await Person.LiveAsync(Server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ada.SendAsync(HttpMethod.Post, $"/api/streams/{id}/end")));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(4);
        (await Server.Events.ShouldContainAsync<StreamEnded>(e => e.Stream.Id == id)).Count.ShouldBe(1);
        ada.Dispose();
    }

    [Fact]
    public async Task An_operator_can_end_a_stream_and_the_reason_says_so()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        using var admin = Person.SignedIn(Server, "root", "admin");

        ((string?)(await admin.PostAsync($"/api/streams/{id}/end"))["endReason"]).ShouldBe("moderation");
        ada.Dispose();
    }

    private JsonObject Claims(string token) => LiveKitToken.Verify(
        token, new LiveKitSettings { ApiKey = FakeLiveKit.ApiKey, ApiSecret = FakeLiveKit.ApiSecret }, Server.Time.GetUtcNow()).ShouldNotBeNull();
}
