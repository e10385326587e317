using System.Net;
using Streaming.StreamService.Media;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Media;

public sealed class MediaTokenTests(StreamServer server) : LiveTest(server)
{
    [Fact]
    public async Task A_followers_only_stream_is_for_followers()
    {
        var (ada, id) = await Person.LiveAsync(Server, new { title = "For friends", visibility = "followers" });
        using var bob = Person.SignedIn(Server, "bob");
        using var guest = Person.Anonymous(Server);

        await bob.FailAsync(HttpMethod.Get, $"/api/streams/{id}/token", HttpStatusCode.Forbidden, "followers_only");
        await guest.FailAsync(HttpMethod.Get, $"/api/streams/{id}/token", HttpStatusCode.Forbidden, "followers_only");
        await bob.PostAsync($"/api/channels/{ada.ChannelId}/follow");
        ((string?)(await bob.GetAsync($"/api/streams/{id}/token"))["identity"]).ShouldBe(bob.Id);
        ada.Dispose();
    }

    [Fact]
    public async Task A_paid_stream_is_for_those_who_paid_and_its_creator()
    {
        var (ada, id) = await Person.LiveAsync(Server, new { title = "Masterclass", price = 50 });
        using var bob = Person.SignedIn(Server, "bob");

        var problem = await bob.FailAsync(HttpMethod.Get, $"/api/streams/{id}/token", HttpStatusCode.Forbidden, "enrolled_only");

        ((int)problem["price"]!).ShouldBe(50);
        ((string)(await ada.GetAsync($"/api/streams/{id}/token"))["token"]!).ShouldNotBeEmpty();
        ada.Dispose();
    }

    [Fact]
    public async Task A_creator_watching_their_own_stream_does_not_take_their_broadcasts_place()
    {
        var (ada, id) = await Person.LiveAsync(Server);

        var watching = (string)(await ada.GetAsync($"/api/streams/{id}/token"))["identity"]!;

        watching.ShouldNotBe(ada.Id);
        ((string?)(await ada.GetAsync($"/api/streams/{id}/broadcast-token"))["identity"]).ShouldBe(ada.Id);
        ada.Dispose();
    }

    [Fact]
    public async Task There_are_tokens_only_while_the_stream_is_live()
    {
        using var ada = await Person.CreatorAsync(Server);
        using var bob = Person.SignedIn(Server, "bob");
        var id = (string)(await ada.PostAsync("/api/streams/setup", new { title = "Show" }))["id"]!;

        await bob.FailAsync(HttpMethod.Get, $"/api/streams/{id}/token", HttpStatusCode.Conflict, "conflict");
        await ada.FailAsync(HttpMethod.Get, $"/api/streams/{id}/broadcast-token", HttpStatusCode.Conflict, "conflict");
        await ada.PostAsync("/api/streams/go-live", new { });
        await bob.GetAsync($"/api/streams/{id}/token");
        await ada.PostAsync($"/api/streams/{id}/end");
        await bob.FailAsync(HttpMethod.Get, $"/api/streams/{id}/token", HttpStatusCode.Conflict, "conflict");
        await bob.FailAsync(HttpMethod.Get, $"/api/streams/{Guid.CreateVersion7()}/token", HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Token_WhenMediaServerDoesNotAnswer_AnswersMediaUnavailable()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        Server.LiveKit.IsBroken = true;
        Server.Time.Advance(MediaRooms.Trust);

        await ada.FailAsync(HttpMethod.Get, $"/api/streams/{id}/token", HttpStatusCode.ServiceUnavailable, "media_unavailable");
        await ada.FailAsync(HttpMethod.Get, $"/api/streams/{id}/broadcast-token", HttpStatusCode.ServiceUnavailable, "media_unavailable");
        ada.Dispose();
    }

    [Fact]
    public async Task A_crowd_that_asks_for_tokens_at_once_bothers_the_media_server_once()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        Server.Time.Freeze();
        Server.Time.Advance(MediaRooms.Trust);
        var before = Calls(id);
        var crowd = Enumerable.Range(0, 30).Select(_ => Person.Anonymous(Server)).ToList();

        await Task.WhenAll(crowd.Select(guest => guest.GetAsync($"/api/streams/{id}/token")));

        (Calls(id) - before).ShouldBe(1);
        crowd.ForEach(guest => guest.Dispose());
        ada.Dispose();

        int Calls(string stream) => Server.LiveKit.Calls.Count(c => c.Method == "CreateRoom" && (string?)c.Body["name"] == MediaServerSide.RoomOf(stream));
    }

    [Fact]
    public async Task Clients_are_sent_to_the_host_they_asked_or_to_the_one_configured()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        using var http = new HttpClient { BaseAddress = Server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/streams/{id}/token");
        request.Headers.Add("X-Forwarded-Host", "live.example.org");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("\"serverUrl\":\"wss://live.example.org\"");
        new LiveKitSettings { PublicUrl = "wss://media.example.org" }.ServerUrlFor(new Microsoft.AspNetCore.Http.DefaultHttpContext().Request).ShouldBe("wss://media.example.org");
        ada.Dispose();
    }
}
