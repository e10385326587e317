using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Tests.Support;
using Streaming.Testing;
using Kind = Streaming.MediaNode.Protocol.SignalResponse.MessageOneofCase;

namespace Streaming.MediaNode.Tests.Signalling;

/// <summary>The signalling protocol without a browser: what a client is told, and what happens to clients that break the rules.</summary>
public sealed class SignallingTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private readonly NodeProcess _node = shared.Node;
    private readonly string _room = $"signal-{Guid.CreateVersion7():N}";

    [Fact]
    public async Task Joining_with_a_recorded_request_gives_join_token_and_answer_in_order()
    {
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToPublish(_room, "alice"));

        var join = (await signal.ReceiveAsync())!.Join;
        var refresh = (await signal.ReceiveAsync())!;
        var answer = await signal.ReceiveAsync(Kind.Answer);

        var recorded = Fixture.Json("join-response.json");
        join.ServerInfo.Version.ShouldBe((string?)recorded["serverInfo"]!["version"]);
        join.ServerInfo.Protocol.ShouldBe((int)recorded["serverInfo"]!["protocol"]!);
        join.PingInterval.ShouldBe((int)recorded["pingInterval"]!);
        join.PingTimeout.ShouldBe((int)recorded["pingTimeout"]!);
        join.SubscriberPrimary.ShouldBeFalse();
        join.Room.Name.ShouldBe(_room);
        join.Room.Sid.ShouldStartWith("RM_");
        join.Participant.Sid.ShouldStartWith("PA_");
        join.Participant.Identity.ShouldBe("alice");
        join.Participant.Name.ShouldBe("ALICE");
        join.EnabledPublishCodecs.Select(c => c.Mime).ShouldContain("video/VP8");
        refresh.RefreshToken.Split('.').Length.ShouldBe(3);
        answer.Answer.Id.ShouldBe(1u);
        answer.Answer.Type.ShouldBe("answer");
    }

    [Fact]
    public async Task Pings_are_answered_in_both_forms()
    {
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob"));
        await signal.SendAsync(new SignalRequest { Ping = 123 });
        await signal.SendAsync(new SignalRequest { PingReq = new Ping { Timestamp = 456 } });

        (await signal.ReceiveAsync(Kind.Pong)).Pong.ShouldBeGreaterThan(0);
        (await signal.ReceiveAsync(Kind.PongResp)).PongResp.LastPingTimestamp.ShouldBe(456);
    }

    [Fact]
    public async Task Who_leaves_is_told_so_and_the_connection_closes_normally()
    {
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob"));
        await signal.SendAsync(new SignalRequest { Leave = new LeaveRequest { Reason = DisconnectReason.ClientInitiated } });

        (await signal.ReceiveAsync(Kind.Leave)).Leave.Reason.ShouldBe(DisconnectReason.ClientInitiated);
        (await signal.ReadToEndAsync()).Status.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task Resuming_a_stay_that_nobody_knows_is_answered_with_a_full_reconnect()
    {
        var request = new JoinRequest { Reconnect = true, ParticipantSid = "PA_unknown" };
        var wrapped = new WrappedJoinRequest { JoinRequest = Google.Protobuf.MessageExtensions.ToByteString(request) };
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob"), Convert.ToBase64String(Google.Protobuf.MessageExtensions.ToByteArray(wrapped)));

        var leave = (await signal.ReceiveAsync())!.Leave;
        leave.Action.ShouldBe(LeaveRequest.Types.Action.Reconnect);
        leave.Reason.ShouldBe(DisconnectReason.StateMismatch);
        leave.CanReconnect.ShouldBeTrue();
    }

    [Fact]
    public async Task A_viewer_who_announces_a_track_is_refused()
    {
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob"));
        await signal.SendAsync(new SignalRequest { AddTrack = new AddTrackRequest { Cid = "x", Source = TrackSource.Camera, Type = TrackType.Video } });

        (await signal.ReceiveAsync(Kind.RequestResponse)).RequestResponse.Reason.ShouldBe(RequestResponse.Types.Reason.NotAllowed);
    }

    [Fact]
    public async Task Nobody_announces_more_tracks_than_the_limit()
    {
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToPublish(_room, "alice"));
        for (var i = 0; i <= Limits.TracksPerParticipant; i++)
            await signal.SendAsync(new SignalRequest { AddTrack = new AddTrackRequest { Cid = $"track {i}", Source = TrackSource.Camera, Type = TrackType.Video } });

        (await signal.ReceiveAsync(Kind.RequestResponse)).RequestResponse.Reason.ShouldBe(RequestResponse.Types.Reason.LimitExceeded);
    }

    [Fact]
    public async Task A_room_takes_no_more_people_than_it_was_made_for()
    {
        await _node.CallAsync("CreateRoom", new { name = _room, maxParticipants = 1 });
        await using var first = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "first"));
        await first.ReceiveAsync(Kind.Join);
        await using var second = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "second"));

        (await second.ReceiveAsync())!.Leave.Reason.ShouldBe(DisconnectReason.JoinFailure);
    }

    [Fact]
    public async Task An_offer_that_is_no_sdp_ends_the_stay_with_a_reason()
    {
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob"));
        await signal.SendAsync(new SignalRequest { Offer = new SessionDescription { Type = "offer", Sdp = "nonsense", Id = 2 } });

        (await signal.ReceiveAsync(Kind.Leave)).Leave.Reason.ShouldBe(DisconnectReason.MediaFailure);
    }

    [Fact]
    public async Task Garbage_closes_the_connection_with_a_reason()
    {
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob"));
        await signal.SendAsync([0xFF, 0xFF, 0xFF, 0x01], WebSocketMessageType.Binary);

        (await signal.ReadToEndAsync()).ShouldBe((WebSocketCloseStatus.InvalidPayloadData, "message is no SignalRequest"));
    }

    [Fact]
    public async Task Text_closes_the_connection_with_a_reason()
    {
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob"));
        await signal.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Text);

        (await signal.ReadToEndAsync()).ShouldBe((WebSocketCloseStatus.InvalidMessageType, "signalling is binary"));
    }

    [Fact]
    public async Task A_message_beyond_the_limit_closes_the_connection_with_a_reason()
    {
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob"));
        await signal.SendAsync(new byte[Limits.SignalMessageBytes + 1], WebSocketMessageType.Binary);

        (await signal.ReadToEndAsync()).ShouldBe((WebSocketCloseStatus.MessageTooBig, "message too big"));
    }

    [Fact]
    public async Task A_flood_closes_the_connection_with_a_reason()
    {
        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob"));
        var reading = signal.ReadToEndAsync();
        for (var i = 0; i < 5 * Limits.SignalBurst && !reading.IsCompleted; i++)
        {
            try
            {
                await signal.SendAsync(new SignalRequest { Ping = i });
            }
            catch (WebSocketException)
            {
                break;
            }
        }

        (await reading).ShouldBe((WebSocketCloseStatus.PolicyViolation, "too many messages"));
    }

    public static TheoryData<string, int, string> Refusals => new()
    {
        { "", 401, "no permissions to access the room" },
        { "access_token=garbage", 401, "invalid authorization token" },
        { $"access_token={ApiKey.Token("x", new { room = "r", roomAdmin = true })}", 401, "permissions denied" },
        { $"access_token={ApiKey.Token("", new { room = "r", roomJoin = true })}", 400, "identity cannot be empty" },
        { $"access_token={ApiKey.Token("x", new { roomJoin = true })}", 400, "no room name" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_token_that_does_not_do_is_refused_before_the_upgrade(string query, int status, string message)
    {
        using var response = await _node.Http.GetAsync($"/rtc/v1/validate?{query}");

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldBe(message);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"{_node.WebSocketAddress}/rtc/v1?{query}"), CancellationToken.None));
        ((int)socket.HttpStatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("/rtc")]
    [InlineData("/rtc/v1")]
    public async Task What_is_no_signalling_connection_is_not_found(string path)
    {
        using var response = await _node.Http.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Datagrams_of_garbage_do_no_harm()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var random = new Random(23);
        var target = new IPEndPoint(IPAddress.Loopback, _node.UdpPort);
        for (var i = 0; i < 20_000; i++)
        {
            var packet = new byte[random.Next(0, 1_400)];
            random.NextBytes(packet);
            if (packet.Length > 20 && i % 3 == 0) new byte[] { 0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42 }.CopyTo(packet, 0);
            await socket.SendToAsync(packet, target);
        }

        await using var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob"));
        (await signal.ReceiveAsync())!.MessageCase.ShouldBe(Kind.Join);
        _node.Output.ShouldNotContain("could not be handled");
    }

    [Fact]
    public async Task A_room_that_everyone_left_closes_after_its_departure_timeout_and_one_never_joined_after_its_empty_timeout()
    {
        var empty = $"{_room}-empty";
        await _node.CallAsync("CreateRoom", new { name = _room, departureTimeout = 1, emptyTimeout = 3_600 });
        await _node.CallAsync("CreateRoom", new { name = empty, departureTimeout = 3_600, emptyTimeout = 1 });
        await using (var signal = await RawSignal.OpenAsync(_node, ApiKey.ToWatch(_room, "bob")))
        {
            await signal.ReceiveAsync(Kind.Join);
            (await RoomsAsync(_room)).Count.ShouldBe(1);
            await signal.SendAsync(new SignalRequest { Leave = new LeaveRequest() });
            await signal.ReadToEndAsync();
        }

        await Eventually.BecomesTrueAsync(async () => (await RoomsAsync(_room)).Count + (await RoomsAsync(empty)).Count == 0);
    }

    private async Task<JsonArray> RoomsAsync(string name) => (await _node.CallAsync("ListRooms", new { names = new[] { name } })).Body["rooms"]!.AsArray();
}
