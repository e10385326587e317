using Streaming.StreamService.Media;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Media;

public sealed class ReconcilerTests(StreamServer server) : LiveTest(server)
{
    [Fact]
    public async Task A_publisher_whose_webhooks_got_lost_is_noticed_coming_and_going()
    {
        var (ada, id) = await Person.LiveAsync(Server);

        Server.LiveKit.Join(MediaServerSide.RoomOf(id), ada.Id);
        await Server.ReconcileAsync();
        (await PublisherAsync(id)).ShouldBe("connected");

        Server.LiveKit.Leave(MediaServerSide.RoomOf(id), ada.Id);
        await Server.ReconcileAsync();
        (await PublisherAsync(id)).ShouldBe("reconnecting");
        ada.Dispose();
    }

    [Fact]
    public async Task A_creator_who_is_there_but_publishes_nothing_is_not_a_publisher()
    {
        var (ada, id) = await Person.LiveAsync(Server);

        Server.LiveKit.Join(MediaServerSide.RoomOf(id), ada.Id, tracks: 0);
        Server.LiveKit.Join(MediaServerSide.RoomOf(id), "a viewer", tracks: 0);
        await Server.ReconcileAsync();

        (await PublisherAsync(id)).ShouldBe("absent");
        ada.Dispose();
    }

    [Fact]
    public async Task A_publisher_who_came_back_over_another_connection_is_taken_for_what_it_does_there()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        await Media.PublishAsync(id, ada.Id);

        Server.LiveKit.Join(MediaServerSide.RoomOf(id), ada.Id, tracks: 0);
        await Server.ReconcileAsync();
        (await PublisherAsync(id)).ShouldBe("reconnecting", "the connection that published is gone");

        Server.LiveKit.Join(MediaServerSide.RoomOf(id), ada.Id, tracks: 1);
        await Server.ReconcileAsync();
        (await PublisherAsync(id)).ShouldBe("connected");
        ada.Dispose();
    }

    [Fact]
    public async Task After_the_media_server_restarted_rooms_of_live_streams_are_made_again()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        await Media.PublishAsync(id, ada.Id);

        Server.LiveKit.Restart();
        await Server.ReconcileAsync();

        Server.LiveKit.Rooms.ShouldContain(MediaServerSide.RoomOf(id));
        (await PublisherAsync(id)).ShouldBe("reconnecting");
        (await StatusAsync(id)).ShouldBe("live");
        ada.Dispose();
    }

    [Fact]
    public async Task A_room_that_outlived_its_stream_is_closed_and_foreign_rooms_are_left_alone()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        Server.LiveKit.IsBroken = true;
        await ada.PostAsync($"/api/streams/{id}/end");
        Server.LiveKit.IsBroken = false;
        Server.LiveKit.Rooms.ShouldContain(MediaServerSide.RoomOf(id));
        Server.LiveKit.Join("someone-elses-room", "x");

        await Server.ReconcileAsync();

        Server.LiveKit.Rooms.ShouldNotContain(MediaServerSide.RoomOf(id));
        Server.LiveKit.Rooms.ShouldContain("someone-elses-room");
        ada.Dispose();
    }

    [Fact]
    public async Task A_media_server_that_does_not_answer_proves_nothing()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        await Media.PublishAsync(id, ada.Id);
        Server.LiveKit.IsBroken = true;

        await Should.ThrowAsync<MediaServerException>(Server.ReconcileAsync);

        (await PublisherAsync(id)).ShouldBe("connected");
        ada.Dispose();
    }
}
