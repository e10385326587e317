using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Streaming.MediaNode.Tests.Support;

namespace Streaming.MediaNode.Tests.Webhooks;

/// <summary>A node, and a receiver that checks what it is sent as a LiveKit server SDK would.</summary>
public sealed class WebhookTests(BrowserFixture browser) : IAsyncLifetime
{
    private WebhookReceiver _receiver = null!;
    private NodeProcess _node = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _node = await NodeProcess.StartAsync(("Media__WebhookUrls", _receiver.Address), ("Media__DepartureTimeoutSeconds", "1"));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_broadcast_is_told_in_order_from_its_begin_to_its_end()
    {
        await using var alice = await browser.OpenAsync("alice");
        await alice.JoinAsync(_node, ApiKey.ToPublish("show", "alice"));
        await alice.DoAsync("publish()");
        await _receiver.SeesAsync("track_published", times: 2);
        await alice.DoAsync("leave()");
        await _receiver.SeesAsync("room_finished");

        _receiver.Events.ShouldBe(["room_started", "participant_joined", "track_published", "track_published", "track_unpublished", "track_unpublished", "participant_left", "room_finished"]);
        var bodies = _receiver.Received.Select(r => r.Json).ToList();
        var left = bodies.Single(b => (string?)b["event"] == "participant_left");
        ((string?)left["participant"]!["disconnectReason"]).ShouldBe("CLIENT_INITIATED");
        ((string?)left["participant"]!["state"]).ShouldBe("DISCONNECTED");
        var published = bodies.First(b => (string?)b["event"] == "track_published" && (string?)b["track"]!["source"] == "CAMERA");
        ((string?)published["participant"]!["identity"]).ShouldBe("alice");
        ((string?)published["track"]!["mimeType"]).ShouldBe("video/VP8");
        bodies.Select(b => (string?)b["id"]).Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public async Task Every_event_is_signed_and_has_the_recorded_fields()
    {
        await _node.CallAsync("CreateRoom", new { name = "signed" });
        await _node.CallAsync("DeleteRoom", new { room = "signed" });
        await _receiver.SeesAsync("room_finished");

        foreach (var (body, authorization, contentType) in _receiver.Received)
        {
            contentType.ShouldBe("application/webhook+json");
            var parts = authorization.Split('.');
            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(ApiKey.Secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
            parts[2].ShouldBe(Base64Url.EncodeToString(signature));
            var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
            ((string?)claims["iss"]).ShouldBe(ApiKey.Key);
            ((string?)claims["sha256"]).ShouldBe(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body))));
        }
        var recorded = JsonNode.Parse((string)Fixture.Json("webhooks.json")[0]!["body"]!)!.AsObject();
        var started = _receiver.Received.First().Json.AsObject();
        started.Select(p => p.Key).ShouldBe(recorded.Select(p => p.Key));
        // A turn password is the one field of the recording that this node has no use for.
        started["room"]!.AsObject().Select(p => p.Key).ShouldBe(recorded["room"]!.AsObject().Select(p => p.Key).Where(k => k != "turnPassword"));
    }

    [Fact]
    public async Task A_receiver_that_fails_twice_gets_the_event_the_third_time_and_the_rest_after_it()
    {
        _receiver.FailNext(500);
        _receiver.FailNext(503);

        await _node.CallAsync("CreateRoom", new { name = "retry" });
        await _node.CallAsync("DeleteRoom", new { room = "retry" });
        await _receiver.SeesAsync("room_finished");

        _receiver.Events.ShouldBe(["room_started", "room_finished"]);
    }
}
