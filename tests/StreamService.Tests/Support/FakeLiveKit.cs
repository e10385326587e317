using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Streaming.StreamService.Media;

namespace Streaming.StreamService.Tests.Support;

/// <summary>
/// A media server on a real port that keeps rooms and answers Twirp calls with the bodies of a recorded LiveKit: same paths, grants, member
/// names and errors. Tests put people into its rooms, restart it or break it.
/// </summary>
public sealed class FakeLiveKit : IAsyncDisposable
{
    public const string ApiKey = "devkey";
    public const string ApiSecret = "a-secret-of-at-least-thirty-two-characters";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, JsonObject>> _rooms = new(StringComparer.Ordinal);

    private FakeLiveKit(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    /// <summary>While true every call answers 500.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Calls so far.</summary>
    public ConcurrentQueue<(string Method, JsonObject Body)> Calls { get; } = new();

    public string Url => _app.Urls.First();

    public IReadOnlyCollection<string> Rooms => [.. _rooms.Keys];

    public static async Task<FakeLiveKit> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new FakeLiveKit(app, time);
        app.MapPost("/twirp/livekit.RoomService/{method}", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Someone joins and publishes that many tracks.</summary>
    /// <returns>The connection's id.</returns>
    public string Join(string room, string identity, int tracks = 2)
    {
        var sid = $"PA_{Guid.NewGuid():N}"[..15];
        var participant = Recorded.Answer("201-GetParticipant-live");
        participant["sid"] = sid;
        participant["identity"] = identity;
        participant["tracks"] = new JsonArray([.. participant["tracks"]!.AsArray().Take(tracks).Select(t => t!.DeepClone())]);
        _rooms.GetOrAdd(room, _ => new(StringComparer.Ordinal))[identity] = participant;
        return sid;
    }

    public void Leave(string room, string identity) => _rooms.GetValueOrDefault(room)?.TryRemove(identity, out _);

    /// <summary>The server restarts: nothing is left of its rooms.</summary>
    public void Restart() => _rooms.Clear();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string method, HttpRequest request)
    {
        var body = (await request.ReadFromJsonAsync<JsonObject>())!;
        Calls.Enqueue((method, body));
        if (IsBroken)
        {
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        }

        var token = request.Headers.Authorization.ToString()["Bearer ".Length..];
        var claims = LiveKitToken.Verify(token, new LiveKitSettings { ApiKey = ApiKey, ApiSecret = ApiSecret }, _time.GetUtcNow());
        if (claims?["video"] is not JsonObject grants)
        {
            return Results.Text("invalid token", "text/plain", statusCode: StatusCodes.Status401Unauthorized);
        }

        var room = (string?)(body["room"] ?? body["name"]) ?? "";
        var identity = (string?)body["identity"] ?? "";
        return method switch
        {
            "CreateRoom" => Allowed(grants, "roomCreate") ?? Create(room),
            "DeleteRoom" => Allowed(grants, "roomCreate") ?? (_rooms.TryRemove(room, out _) ? Results.Json(new JsonObject()) : Replay("151-DeleteRoom-unknown")),
            "ListRooms" => Allowed(grants, "roomList") ?? Results.Json(new JsonObject { ["rooms"] = new JsonArray([.. Rooms.Select(Room)]) }),
            "ListParticipants" => Allowed(grants, "roomAdmin", room) ?? Results.Json(new JsonObject
            {
                ["participants"] = new JsonArray([.. In(room).Values.Select(p => p.DeepClone())]),
            }),
            "GetParticipant" => Allowed(grants, "roomAdmin", room)
                ?? (In(room).TryGetValue(identity, out var found) ? Results.Json(found) : Replay("040-GetParticipant-unknown-participant")),
            "RemoveParticipant" => Allowed(grants, "roomAdmin", room)
                ?? (In(room).TryRemove(identity, out _) ? Results.Json(new JsonObject()) : Replay("040-GetParticipant-unknown-participant")),
            _ => Results.NotFound(),
        };
    }

    private ConcurrentDictionary<string, JsonObject> In(string room) => _rooms.GetValueOrDefault(room) ?? new(StringComparer.Ordinal);

    private IResult Create(string room)
    {
        _rooms.GetOrAdd(room, _ => new(StringComparer.Ordinal));
        return Results.Json(Room(room));
    }

    private static JsonObject Room(string name)
    {
        var room = Recorded.Answer("012-CreateRoom-camelCase-full");
        room["name"] = name;
        return room;
    }

    private static IResult? Allowed(JsonObject grants, string grant, string? room = null) =>
        (bool?)grants[grant] == true && (room is null || (string?)grants["room"] == room) ? null : Replay("023-ListRooms-missing-grant");

    private static IResult Replay(string name) =>
        Results.Text((string)Recorded.Json(name)["response"]!["body"]!, "application/json", statusCode: (int)Recorded.Json(name)["response"]!["status"]!);
}
