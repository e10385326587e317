using Microsoft.Extensions.DependencyInjection;
using Streaming.Contracts;
using Streaming.StreamService.Live;
using Streaming.StreamService.Tests.Support;
using Streaming.Testing;

namespace Streaming.StreamService.Tests.Live;

public sealed class GraceTests : LiveTest
{
    public GraceTests(StreamServer server)
        : base(server) => server.Time.Freeze();

    [Fact]
    public async Task When_the_publisher_vanishes_the_stream_waits_a_minute_and_then_ends_by_itself()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var sid = await Media.PublishAsync(id, ada.Id);
        (await PublisherAsync(id)).ShouldBe("connected");

        await Media.VanishAsync(id, ada.Id, sid);

        (await PublisherAsync(id)).ShouldBe("reconnecting");
        await Server.Events.ShouldContainAsync<StreamUpdated>(e => e.Stream.Id == id && e.Stream is { Publisher: "reconnecting", Status: "live" });
        Server.Time.Advance(TimeSpan.FromSeconds(59));
        await EndIfOverdueAsync(id);
        (await StatusAsync(id)).ShouldBe("live");

        Server.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(id) == "ended");

        var ended = await StreamAsync(id);
        ((string?)ended["endReason"]).ShouldBe("disconnected");
        ((int)ended["durationSeconds"]!).ShouldBe(60);
        (await Server.Events.ShouldContainAsync<StreamEnded>(e => e.Stream.Id == id)).ShouldHaveSingleItem().Reason.ShouldBe("disconnected");
        await Eventually.BecomesTrueAsync(() => !Server.LiveKit.Rooms.Contains(MediaServerSide.RoomOf(id)));
        ada.Dispose();
    }

    [Fact]
    public async Task A_publisher_who_comes_back_in_time_keeps_the_stream_alive()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var sid = await Media.PublishAsync(id, ada.Id);
        await Media.VanishAsync(id, ada.Id, sid);
        Server.Time.Advance(TimeSpan.FromSeconds(50));

        await Media.PublishAsync(id, ada.Id);

        (await PublisherAsync(id)).ShouldBe("connected");
        Server.Time.Advance(TimeSpan.FromSeconds(50));
        await EndIfOverdueAsync(id);
        (await StatusAsync(id)).ShouldBe("live");
        ada.Dispose();
    }

    [Fact]
    public async Task The_end_of_a_connection_that_was_replaced_means_nothing()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var old = await Media.PublishAsync(id, ada.Id);
        await Media.PublishAsync(id, ada.Id);

        await Media.DeliverAsync(Media.Event("010-participant_left", id, ada.Id, old));

        (await PublisherAsync(id)).ShouldBe("connected");
        ada.Dispose();
    }

    [Fact]
    public async Task A_stream_that_never_gets_a_publisher_ends_after_five_minutes()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        Server.Time.Advance(TimeSpan.FromSeconds(299));
        await EndIfOverdueAsync(id);
        (await StatusAsync(id)).ShouldBe("live");

        Server.Time.Advance(TimeSpan.FromSeconds(1));

        await Eventually.BecomesTrueAsync(async () => await StatusAsync(id) == "ended");
        ((string?)(await StreamAsync(id))["endReason"]).ShouldBe("disconnected");
        ada.Dispose();
    }

    [Fact]
    public async Task A_grace_time_that_runs_out_while_the_service_is_down_ends_the_stream_at_its_return()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var sid = await Media.PublishAsync(id, ada.Id);
        await Media.VanishAsync(id, ada.Id, sid);

        await Server.StopAsync();
        Server.Time.Advance(TimeSpan.FromSeconds(60));
        await Server.StartAsync();

        await Eventually.BecomesTrueAsync(async () => await StatusAsync(id) == "ended");
        (await Server.Events.ShouldContainAsync<StreamEnded>(e => e.Stream.Id == id)).ShouldHaveSingleItem().Reason.ShouldBe("disconnected");
        ada.Dispose();
    }

    [Fact]
    public async Task Two_replicas_end_an_overdue_stream_once()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var sid = await Media.PublishAsync(id, ada.Id);
        await Media.VanishAsync(id, ada.Id, sid);
        await using var replica = await Server.StartReplicaAsync();
        var other = replica.Services.GetRequiredService<Ending>();

        Server.Time.Advance(TimeSpan.FromSeconds(60));
        await Task.WhenAll(EndIfOverdueAsync(id), other.EndOverdueAsync(Guid.Parse(id), TestContext.Current.CancellationToken));

        (await StreamAsync(id))["version"]!.GetValue<int>().ShouldBe(5, "set up, live, connected, reconnecting, ended");
        ada.Dispose();
    }
}
