using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Streaming.StreamService.Media;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Media;

public sealed class WebhookTests(StreamServer server) : LiveTest(server)
{
    [Theory]
    [InlineData("003-track_published")]
    [InlineData("010-participant_left")]
    [InlineData("013-room_finished")]
    public void IsValid_WhenDeliveryIsARealLiveKits_AcceptsItAndNoOtherBody(string name)
    {
        var recorded = Recorded.Json(name);
        var settings = new LiveKitSettings { ApiKey = "devkey", ApiSecret = "secret" };
        var (body, token) = ((string)recorded["bodyRaw"]!, (string)recorded["auth"]!["rawHeader"]!);
        var then = DateTimeOffset.FromUnixTimeSeconds((long)recorded["auth"]!["claims"]!["iat"]!);

        WebhookSignature.IsValid(token, Encoding.UTF8.GetBytes(body), settings, then).ShouldBeTrue();
        WebhookSignature.IsValid(token, Encoding.UTF8.GetBytes(body + " "), settings, then).ShouldBeFalse();
        WebhookSignature.IsValid(token, Encoding.UTF8.GetBytes(body), settings, then.AddMinutes(6)).ShouldBeFalse();
        WebhookEvent.Parse(Encoding.UTF8.GetBytes(body)).ShouldNotBeNull().Id.ShouldStartWith("EV_");
    }

    [Fact]
    public async Task A_forged_webhook_is_refused_and_changes_nothing()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var body = Media.Event("003-track_published", id, ada.Id, "PA_x").ToJsonString();
        var unsigned = $"{Part(new() { ["alg"] = "none", ["typ"] = "JWT" })}.{Part(new() { ["iss"] = FakeLiveKit.ApiKey, ["exp"] = 99999999999, ["sha256"] = Hash(body) })}.";

        (await Media.SendAsync(body, authorization: null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Media.SendAsync(body, "garbage")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Media.SendAsync(body, "Bearer a.b.c")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Media.SendAsync(body, $"{Base64Url.EncodeToString("""{"alg":"HS256","alg":"x"}"""u8)}.e30.")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Media.SendAsync(body, Media.Sign(body, secret: "another secret of sufficient length, too"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Media.SendAsync(body, Media.Sign(body, key: "otherkey"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Media.SendAsync(body, Media.Sign(body + " "))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Media.SendAsync(body, Media.Sign(body, age: TimeSpan.FromMinutes(6)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Media.SendAsync(body, unsigned)).ShouldBe(HttpStatusCode.Unauthorized);
        // A viewer's token is signed with the same secret, but not over a body.
        using var guest = Person.Anonymous(Server);
        (await Media.SendAsync(body, (string)(await guest.GetAsync($"/api/streams/{id}/token"))["token"]!)).ShouldBe(HttpStatusCode.Unauthorized);

        (await PublisherAsync(id)).ShouldBe("absent");
        ada.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"event":"room_started"}""")]
    [InlineData("""{"event":"room_started","id":"EV_1","createdAt":"soon"}""")]
    [InlineData("""{"event":"room_started","id":"EV_1","createdAt":"99999999999999999"}""")]
    [InlineData("""{"event":"room_started","id":"EV_1","createdAt":"1","room":[]}""")]
    [InlineData("""{"event":"room_started","id":"EV_1","createdAt":"1"}""")]
    public async Task Webhook_WhenBodyIsNoRecentEvent_AnswersBadRequest(string body) =>
        (await Media.SendAsync(body, Media.Sign(body))).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_webhook_of_more_than_64_KB_is_refused()
    {
        var body = $$"""{"event":"room_started","id":"EV_1","createdAt":"1","x":"{{new string('x', 70_000)}}"}""";

        (await Media.SendAsync(body, Media.Sign(body))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_webhook_about_a_room_or_person_that_is_not_ours_is_accepted_and_ignored()
    {
        var (ada, id) = await Person.LiveAsync(Server);

        await Media.DeliverAsync(Media.Event("003-track_published", $"{Guid.CreateVersion7()}", ada.Id, "PA_x"));
        await Media.DeliverAsync(Media.Event("003-track_published", id, "somebody else", "PA_x"));
        var started = Media.Event("013-room_finished", id);
        started["event"] = "an_event_of_the_future";
        await Media.DeliverAsync(started);

        (await PublisherAsync(id)).ShouldBe("absent");
        ada.Dispose();
    }

    [Fact]
    public async Task A_replayed_webhook_has_no_effect()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var sid = Server.LiveKit.Join(MediaServerSide.RoomOf(id), ada.Id);
        var published = Media.Event("003-track_published", id, ada.Id, sid);
        await Media.DeliverAsync(published);
        await Media.VanishAsync(id, ada.Id, sid);
        (await PublisherAsync(id)).ShouldBe("reconnecting");

        await Media.DeliverAsync(published);

        (await PublisherAsync(id)).ShouldBe("reconnecting");
        ada.Dispose();
    }

    [Fact]
    public async Task A_room_that_closes_takes_its_publisher_along()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        await Media.PublishAsync(id, ada.Id);
        Server.LiveKit.Leave(MediaServerSide.RoomOf(id), ada.Id);

        await Media.DeliverAsync(Media.Event("013-room_finished", id));

        (await PublisherAsync(id)).ShouldBe("reconnecting");
        (await StatusAsync(id)).ShouldBe("live");
        ada.Dispose();
    }

    private static string Hash(string body) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    private static string Part(JsonObject part) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
