using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Streaming.StreamService.Media;

namespace Streaming.StreamService.Tests.Support;

/// <summary>What the media server does on its own: people come and go in its rooms, and it tells so by webhook.</summary>
public sealed class MediaServerSide(StreamServer server)
{
    public static string RoomOf(string streamId) => $"stream_{streamId}";

    /// <summary>The creator's browser connects and publishes, and the webhook arrives.</summary>
    public async Task<string> PublishAsync(string streamId, string creatorId)
    {
        var sid = server.LiveKit.Join(RoomOf(streamId), creatorId);
        await DeliverAsync(Event("003-track_published", streamId, creatorId, sid));
        return sid;
    }

    /// <summary>The creator's connection breaks, and the webhook arrives.</summary>
    public async Task VanishAsync(string streamId, string creatorId, string sid)
    {
        server.LiveKit.Leave(RoomOf(streamId), creatorId);
        await DeliverAsync(Event("010-participant_left", streamId, creatorId, sid));
    }

    /// <summary>A recorded webhook body, about this stream and person, new and of now.</summary>
    public JsonObject Event(string recorded, string streamId, string identity = "", string sid = "")
    {
        var body = JsonNode.Parse((string)Recorded.Json(recorded)["bodyRaw"]!)!.AsObject();
        body["id"] = $"EV_{Guid.NewGuid():N}"[..15];
        body["createdAt"] = $"{server.Time.GetUtcNow().ToUnixTimeSeconds()}";
        body["room"]!["name"] = RoomOf(streamId);
        if (body["participant"] is JsonObject participant)
        {
            participant["identity"] = identity;
            participant["sid"] = sid;
        }

        return body;
    }

    public async Task DeliverAsync(JsonObject body) => (await SendAsync(body.ToJsonString(), Sign(body.ToJsonString()))).ShouldBe(HttpStatusCode.OK);

    public async Task<HttpStatusCode> SendAsync(string body, string? authorization)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/livekit/webhook") { Content = new StringContent(body, Encoding.UTF8, "application/webhook+json") };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Signs a body as the media server does.</summary>
    public string Sign(string body, string secret = FakeLiveKit.ApiSecret, string key = FakeLiveKit.ApiKey, TimeSpan? age = null) => LiveKitToken.Sign(
        new JsonObject { ["sha256"] = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body))) },
        new LiveKitSettings { ApiKey = key, ApiSecret = secret },
        server.Time.GetUtcNow() - (age ?? TimeSpan.Zero),
        TimeSpan.FromMinutes(5));
}
