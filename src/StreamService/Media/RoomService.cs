using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Streaming.StreamService.Media;

/// <summary>The media server did not answer, or refused what should work.</summary>
internal sealed class MediaServerException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A connection to a room.</summary>
/// <param name="Sid">The connection's id at the media server.</param>
/// <param name="Identity">Whose it is.</param>
/// <param name="TrackCount">Tracks that it publishes.</param>
internal sealed record Participant(string Sid, string Identity, int TrackCount);

/// <summary>
/// LiveKit's RoomService over Twirp: JSON by POST to <c>/twirp/livekit.RoomService/…</c>, answers in snake_case. Every call carries a token of
/// its own with just the grant it needs. <see href="https://docs.livekit.io/reference/other/roomservice-api/"/>
/// </summary>
internal sealed class RoomService(HttpClient http, IOptions<LiveKitSettings> settings, TimeProvider time)
{
    /// <summary>How long an answer is awaited.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>How long a call's token is good.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Makes a room, or does nothing when there is one of that name.</summary>
    /// <param name="name">The room.</param>
    /// <param name="metadata">JSON that everyone in the room can read.</param>
    /// <param name="emptyTimeout">How long it stays when nobody ever joins.</param>
    /// <param name="departureTimeout">How long it stays after the last one left.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task CreateAsync(string name, string metadata, TimeSpan emptyTimeout, TimeSpan departureTimeout, CancellationToken cancellation) => CallAsync(
        "CreateRoom",
        new JsonObject { ["roomCreate"] = true },
        new JsonObject
        {
            ["name"] = name,
            ["metadata"] = metadata,
            ["emptyTimeout"] = (int)emptyTimeout.TotalSeconds,
            ["departureTimeout"] = (int)departureTimeout.TotalSeconds,
        },
        cancellation);

    /// <summary>Ends a room and everyone's connection to it; nothing when there is none.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellation) =>
        CallAsync("DeleteRoom", new JsonObject { ["roomCreate"] = true }, new JsonObject { ["room"] = name }, cancellation);

    /// <summary>Names of all rooms.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        var answer = await CallAsync("ListRooms", new JsonObject { ["roomList"] = true }, [], cancellation);
        return [.. Items(answer, "rooms").Select(room => (string?)room["name"]).OfType<string>()];
    }

    /// <summary>Who is in a room; nobody when there is no such room.</summary>
    public async Task<IReadOnlyList<Participant>> ListParticipantsAsync(string room, CancellationToken cancellation)
    {
        var answer = await CallAsync("ListParticipants", Admin(room), new JsonObject { ["room"] = room }, cancellation);
        return [.. Items(answer, "participants").Select(Read)];
    }

    /// <summary>One person's connection to a room; null when they have none. Costs the same however many others are there.</summary>
    public async Task<Participant?> FindParticipantAsync(string room, string identity, CancellationToken cancellation) =>
        await CallAsync("GetParticipant", Admin(room), new JsonObject { ["room"] = room, ["identity"] = identity }, cancellation) is { } found ? Read(found) : null;

    /// <summary>Ends a person's connection to a room; nothing when they have none.</summary>
    public Task RemoveParticipantAsync(string room, string identity, CancellationToken cancellation) =>
        CallAsync("RemoveParticipant", Admin(room), new JsonObject { ["room"] = room, ["identity"] = identity }, cancellation);

    private static JsonObject Admin(string room) => new() { ["roomAdmin"] = true, ["room"] = room };

    private static Participant Read(JsonObject participant) => new(
        (string?)participant["sid"] ?? "", (string?)participant["identity"] ?? "", Items(participant, "tracks").Count());

    private static IEnumerable<JsonObject> Items(JsonObject? answer, string name) => (answer?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>One call; null when the media server says <c>not_found</c>.</summary>
    private async Task<JsonObject?> CallAsync(string method, JsonObject grant, JsonObject body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{settings.Value.Url.TrimEnd('/')}/twirp/livekit.RoomService/{method}");
        request.Content = JsonContent.Create(body);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", LiveKitToken.Sign(new JsonObject { ["video"] = grant }, settings.Value, time.GetUtcNow(), TokenLifetime));
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            if (response.StatusCode == HttpStatusCode.NotFound && await IsNotFoundAsync(response, cancellation))
            {
                return null;
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<JsonObject>(cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or UriFormatException or InvalidOperationException
            || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new MediaServerException($"{method} failed: {e.Message}", e);
        }
    }

    /// <summary>Tells Twirp's "there is no such room" from an address where no LiveKit is.</summary>
    private static async Task<bool> IsNotFoundAsync(HttpResponseMessage response, CancellationToken cancellation) =>
        response.Content.Headers.ContentType?.MediaType == "application/json"
        && (string?)(await response.Content.ReadFromJsonAsync<JsonObject>(cancellation))?["code"] == "not_found";
}
