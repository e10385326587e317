using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Streaming.MediaNode.Tests.Support;
using Streaming.Testing;

namespace Streaming.MediaNode.Tests.Webhooks;

/// <summary>A node, and a receiver that checks what it is sent as a LiveKit server SDK would.</summary>
public sealed class WebhookTests(BrowserFixture browser) : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Body, string Authorization, string? ContentType)> _received = new();
    private readonly ConcurrentQueue<int> _failures = new();
    private WebApplication _receiver = null!;
    private NodeProcess _node = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.MapPost("/hook", ReceiveAsync);
        await _receiver.StartAsync();
        _node = await NodeProcess.StartAsync(("Media__WebhookUrls", $"{_receiver.Urls.First()}/hook"), ("Media__DepartureTimeoutSeconds", "1"));
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
        await SeeAsync("track_published", 2);
        await alice.DoAsync("leave()");
        await SeeAsync("room_finished", 1);

        Events().ShouldBe(["room_started", "participant_joined", "track_published", "track_published", "track_unpublished", "track_unpublished", "participant_left", "room_finished"]);
        var left = Bodies().Single(b => (string?)b["event"] == "participant_left");
        ((string?)left["participant"]!["disconnectReason"]).ShouldBe("CLIENT_INITIATED");
        ((string?)left["participant"]!["state"]).ShouldBe("DISCONNECTED");
        var published = Bodies().First(b => (string?)b["event"] == "track_published" && (string?)b["track"]!["source"] == "CAMERA");
        ((string?)published["participant"]!["identity"]).ShouldBe("alice");
        ((string?)published["track"]!["mimeType"]).ShouldBe("video/VP8");
        Bodies().Select(b => (string?)b["id"]).Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public async Task Every_event_is_signed_and_has_the_recorded_fields()
    {
        await _node.CallAsync("CreateRoom", new { name = "signed" });
        await _node.CallAsync("DeleteRoom", new { room = "signed" });
        await SeeAsync("room_finished", 1);

        foreach (var (body, authorization, contentType) in _received)
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
        var started = Bodies().First().AsObject();
        started.Select(p => p.Key).ShouldBe(recorded.Select(p => p.Key));
        // A turn password is the one field of the recording that this node has no use for.
        started["room"]!.AsObject().Select(p => p.Key).ShouldBe(recorded["room"]!.AsObject().Select(p => p.Key).Where(k => k != "turnPassword"));
    }

    [Fact]
    public async Task A_receiver_that_fails_twice_gets_the_event_the_third_time_and_the_rest_after_it()
    {
        _failures.Enqueue(500);
        _failures.Enqueue(503);

        await _node.CallAsync("CreateRoom", new { name = "retry" });
        await _node.CallAsync("DeleteRoom", new { room = "retry" });
        await SeeAsync("room_finished", 1);

        Events().ShouldBe(["room_started", "room_finished"]);
    }

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        if (_failures.TryDequeue(out var status)) return Results.StatusCode(status);
        using var reader = new StreamReader(request.Body);
        _received.Enqueue((await reader.ReadToEndAsync(), request.Headers.Authorization.ToString(), request.ContentType));
        return Results.Ok();
    }

    private List<JsonNode> Bodies() => [.. _received.Select(r => JsonNode.Parse(r.Body)!)];

    private List<string?> Events() => Bodies().ConvertAll(b => (string?)b["event"]);

    private Task SeeAsync(string name, int times) => Eventually.BecomesTrueAsync(() => Events().Count(e => e == name) >= times, TimeSpan.FromSeconds(30));
}
