using Streaming.MediaNode.Tests.Support;

namespace Streaming.MediaNode.Tests.Browser;

/// <summary>What a server can do to the people in a room, seen from their browsers. Numbers are LiveKit's disconnect reasons.</summary>
public sealed class ModerationTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Camera = "alice/camera", DuplicateIdentity = "2", ParticipantRemoved = "4", RoomDeleted = "5";
    private readonly string _room = $"moderation-{Guid.CreateVersion7():N}";
    private NodeProcess _node = null!;
    private Client _alice = null!, _bob = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await NodeProcess.StartAsync();
        _alice = await browser.OpenAsync("alice");
        _bob = await browser.OpenAsync("bob");
        await _alice.JoinAsync(_node, ApiKey.ToPublish(_room, "alice"));
        await _alice.DoAsync("publish()");
        await _bob.JoinAsync(_node, ApiKey.ToWatch(_room, "bob"));
        await _bob.WatchesAsync(Camera);
    }

    public async ValueTask DisposeAsync()
    {
        await _alice.DisposeAsync();
        await _bob.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task Who_joins_twice_is_put_out_of_the_first_tab()
    {
        var second = await browser.OpenAsync("bob");
        await using var _ = second;
        await second.JoinAsync(_node, ApiKey.ToWatch(_room, "bob"));

        await _bob.SeesAsync("disconnected", DuplicateIdentity);
        await second.WatchesAsync(Camera);
    }

    [Fact]
    public async Task Who_is_removed_is_told_so_and_the_others_go_on()
    {
        var (status, _) = await _node.CallAsync("RemoveParticipant", new { room = _room, identity = "alice" }, room: _room);

        status.ShouldBe(200);
        await _alice.SeesAsync("disconnected", ParticipantRemoved);
        await _bob.SeesAsync("participantDisconnected", "alice");
        (await _bob.AskAsync<string>("state()")).ShouldBe("connected");
    }

    [Fact]
    public async Task A_deleted_room_ends_for_everyone()
    {
        var (status, _) = await _node.CallAsync("DeleteRoom", new { room = _room });

        status.ShouldBe(200);
        await _alice.SeesAsync("disconnected", RoomDeleted);
        await _bob.SeesAsync("disconnected", RoomDeleted);
        var (_, rooms) = await _node.CallAsync("ListRooms", new { names = new[] { _room } });
        rooms["rooms"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_track_that_a_moderator_mutes_stops_until_its_owner_unmutes()
    {
        var (_, participant) = await _node.CallAsync("GetParticipant", new { room = _room, identity = "alice" }, room: _room);
        var sid = (string?)participant["tracks"]!.AsArray().Single(t => (string?)t!["source"] == "CAMERA")!["sid"];

        var (status, muted) = await _node.CallAsync("MutePublishedTrack", new { room = _room, identity = "alice", trackSid = sid, muted = true }, room: _room);

        status.ShouldBe(200);
        ((bool)muted["track"]!["muted"]!).ShouldBeTrue();
        await _bob.SeesAsync("trackMuted", Camera);
        await _alice.DoAsync("camera(true)");
        await _bob.SeesAsync("trackUnmuted", Camera);
        await _bob.WatchesAsync(Camera);
    }

    [Fact]
    public async Task Whose_right_to_publish_is_revoked_stops_publishing()
    {
        var permission = new { canSubscribe = true, canPublish = false, canPublishData = false };
        var (status, _) = await _node.CallAsync("UpdateParticipant", new { room = _room, identity = "alice", metadata = "quiet", permission }, room: _room);

        status.ShouldBe(200);
        await _bob.SeesAsync("trackUnpublished", Camera);
        await _bob.SeesAsync("metadataChanged", "alice=quiet");
    }

    [Fact]
    public async Task A_rooms_metadata_reaches_everyone()
    {
        await _node.CallAsync("UpdateRoomMetadata", new { room = _room, metadata = "new title" }, room: _room);

        await _bob.SeesAsync("roomMetadataChanged", "new title");
    }
}
