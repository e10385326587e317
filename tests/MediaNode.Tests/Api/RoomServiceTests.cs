using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Streaming.MediaNode.Tests.Support;

namespace Streaming.MediaNode.Tests.Api;

/// <summary>RoomService against what a genuine LiveKit answered: status codes and bodies.</summary>
public sealed class RoomServiceTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private readonly NodeProcess _node = shared.Node;

    public static TheoryData<string> Recorded => [.. Fixture.Json("room-service.json").AsArray().Select(r => (string)r!["name"]!)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_recorded_request_gets_the_recorded_answer(string name)
    {
        // The rooms that the recording worked on.
        await _node.CallAsync("CreateRoom", new { name = "tw1" });
        await _node.CallAsync("CreateRoom", new { name = "tw2" });
        var recorded = Fixture.Json("room-service.json").AsArray().Single(r => (string)r!["name"]! == name)!;

        using var request = new HttpRequestMessage(new HttpMethod((string)recorded["method"]!), (string)recorded["path"]!);
        if (request.Method == HttpMethod.Post)
        {
            request.Content = new StringContent((string?)recorded["body"] ?? "");
            request.Content.Headers.ContentType = (string?)recorded["contentType"] is { } type ? MediaTypeHeaderValue.Parse(type) : null;
        }
        if ((bool)recorded["authorized"]!) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenFor(recorded["grant"]));
        using var response = await _node.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe((int)recorded["status"]!);
        var body = await response.Content.ReadAsStringAsync();
        if (response.Content.Headers.ContentType?.MediaType == "application/json")
            JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse((string)recorded["answer"]!)).ShouldBeTrue(body);
    }

    [Fact]
    public async Task CreateRoom_WithEverySetting_AnswersWithLiveKitsFieldsInItsOrder()
    {
        var recorded = Fixture.Json("create-room.json").AsObject();

        var (status, room) = await _node.CallAsync("CreateRoom", new { name = "settings", emptyTimeout = 60, departureTimeout = 7, maxParticipants = 5, metadata = "{\"a\":1}" });

        status.ShouldBe(200);
        room.AsObject().Select(p => p.Key).ShouldBe(recorded.Select(p => p.Key));
        foreach (var field in new[] { "empty_timeout", "departure_timeout", "max_participants", "metadata", "num_participants", "num_publishers", "active_recording" })
            JsonNode.DeepEquals(room[field], recorded[field]).ShouldBeTrue(field);
        ((string)room["creation_time"]!).Length.ShouldBe(10);
        room.AsObject().ContainsKey("version").ShouldBeTrue();
    }

    [Fact]
    public async Task CreateRoom_WhenTheRoomExists_GivesItAsItIs()
    {
        var (_, first) = await _node.CallAsync("CreateRoom", new { name = "twice", metadata = "first" });
        var (_, second) = await _node.CallAsync("CreateRoom", new { name = "twice", metadata = "second", emptyTimeout = 99 });

        JsonNode.DeepEquals(second, first).ShouldBeTrue();
    }

    [Fact]
    public async Task ListRooms_WithNames_GivesThoseThatExist()
    {
        await _node.CallAsync("CreateRoom", new { name = "listed" });

        var (_, some) = await _node.CallAsync("ListRooms", new { names = new[] { "listed", "nope" } });
        var (_, all) = await _node.CallAsync("ListRooms", new { });

        some["rooms"]!.AsArray().Select(r => (string)r!["name"]!).ShouldBe(["listed"]);
        all["rooms"]!.AsArray().Select(r => (string)r!["name"]!).ShouldContain("listed");
    }

    [Fact]
    public async Task A_request_in_protobuf_is_answered_in_protobuf()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/twirp/livekit.RoomService/CreateRoom")
        {
            Content = new ByteArrayContent(Google.Protobuf.MessageExtensions.ToByteArray(new Protocol.CreateRoomRequest { Name = "binary" })),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/protobuf");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey.ForServer());

        using var response = await _node.Http.SendAsync(request);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/protobuf");
        Protocol.Room.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync()).Name.ShouldBe("binary");
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/twirp/livekit.RoomService/CreateRoom") { Content = new ByteArrayContent(new byte[2 * 1024 * 1024]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey.ForServer());

        using var response = await _node.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(413);
    }

    [Fact]
    public async Task A_page_of_another_origin_may_call()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/twirp/livekit.RoomService/ListRooms");
        preflight.Headers.Add("Origin", "http://example.test");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");

        using var response = await _node.Http.SendAsync(preflight);

        ((int)response.StatusCode).ShouldBe(204);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["http://example.test"]);
        response.Headers.GetValues("Access-Control-Allow-Headers").ShouldBe(["authorization,content-type"]);
    }

    private static string TokenFor(JsonNode? grant)
    {
        var claims = new JsonObject { ["iss"] = ApiKey.Key, ["sub"] = "admin", ["exp"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 600 };
        if (grant is not null) claims["video"] = grant.DeepClone();
        return ApiKey.Sign(claims);
    }
}
