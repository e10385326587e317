using Dapper;
using MassTransit;
using Streaming.Contracts;
using Streaming.ServiceDefaults.Tests.Support;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Messaging;

// One event, one broker: tests that publish it take turns.
[Collection("Bus")]
public sealed class OutboxTests(Servers servers)
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task Commit_PublishesOnce()
    {
        await using var service = await StartAsync("outbox-commit");

        await service.PublishAsync("s", "ada");
        await service.PublishAsync("s", "last");

        await Eventually.BecomesTrueAsync(() => _probe.Seen.Any(e => e.ViewerId == "last"));
        _probe.Seen.Select(e => e.ViewerId).Order().ShouldBe(["ada", "last"]);
        await Eventually.BecomesTrueAsync(async () => await service.OutboxCountAsync() == 0);
    }

    [Fact]
    public async Task Rollback_PublishesNothing()
    {
        await using var service = await StartAsync("outbox-rollback");

        await Should.ThrowAsync<InvalidOperationException>(service.Database.TransactAsync(
            async work =>
            {
                await work.PublishAsync(new ViewerJoined("s", "ghost", DateTimeOffset.UtcNow), "s", CancellationToken.None);
                throw new InvalidOperationException();
            },
            CancellationToken.None));
        await service.PublishAsync("s", "last");

        await Eventually.BecomesTrueAsync(() => !_probe.Seen.IsEmpty);
        _probe.Seen.ShouldHaveSingleItem().ViewerId.ShouldBe("last");
    }

    [Fact]
    public async Task BrokerDownAtCommit_EventIsSentWhenItReturns()
    {
        await using var broker = await Broker.StartAsync();
        var database = await servers.CreateDatabaseAsync("outboxdown");
        await using var service = await BusService.StartAsync("t", database, broker.ConnectionString, _probe, bus => bus.On<ViewerJoined, NoteTaker>()).WhenReadyAsync();

        await broker.Server.StopAsync();
        await service.PublishAsync("s", "patient");
        (await service.OutboxCountAsync()).ShouldBe(1);
        await broker.Server.StartAsync();

        await Eventually.BecomesTrueAsync(() => _probe.Seen.Any(e => e.ViewerId == "patient"), TimeSpan.FromSeconds(60));
        await Eventually.BecomesTrueAsync(async () => await service.OutboxCountAsync() == 0);
        await Eventually.BecomesTrueAsync(async () => (await service.NotesAsync()).SequenceEqual(["patient"]));
    }

    [Fact]
    public async Task ProcessKilledBetweenCommitAndPublish_AnotherSends()
    {
        var database = await servers.CreateDatabaseAsync("outboxkilled");
        await using (var dying = await BusService.StartAsync("outbox-killed", database, broker: null, _probe))
        {
            await dying.PublishAsync("s", "orphan");
        }

        await using var other = await BusService.StartAsync("outbox-killed", database, await servers.RabbitMqAsync(), _probe, bus => bus.On<ViewerJoined, NoteTaker>());

        await Eventually.BecomesTrueAsync(async () => await other.OutboxCountAsync() == 0);
    }

    [Fact]
    public async Task EventsOfOneKey_AreSentInTheOrderOfTheirCommits_ThoughTwoProcessesWriteThem()
    {
        var (database, address) = (await servers.CreateDatabaseAsync("outboxorder"), await servers.RabbitMqAsync());
        await using var recorder = await QueueRecorder.StartAsync(address, typeof(ViewerJoined));
        await using var one = await BusService.StartAsync("outbox-order1", database, address, _probe).WhenReadyAsync();
        await using var two = await BusService.StartAsync("outbox-order2", database, address, _probe).WhenReadyAsync();
        var (key, expected) = (Guid.NewGuid().ToString(), Enumerable.Range(0, 600).Select(i => $"viewer{i}").ToArray());

        foreach (var (i, pair) in expected.Chunk(3).Index())
        {
            await (i % 2 == 0 ? one : two).PublishAsync(key, pair);
        }

        await Eventually.BecomesTrueAsync(() => recorder.ViewersOf(key).Count >= expected.Length, TimeSpan.FromSeconds(30));
        recorder.ViewersOf(key).Distinct().ShouldBe(expected);
    }

    [Fact]
    public async Task RowThatCannotBeSent_HoldsUpItsOwnKeyOnly()
    {
        await using var service = await StartAsync("outbox-poison");
        await using (var connection = await service.Database.OpenAsync(CancellationToken.None))
        {
            await connection.ExecuteAsync("insert into bus.outbox (message_id, ordering_key, type, body) values (gen_random_uuid(), 'bad', 'NoSuchEvent', '{}')");
        }

        await service.PublishAsync("good", "first");
        await service.PublishAsync("good", "second");

        await Eventually.BecomesTrueAsync(() => _probe.Seen.Count == 2);
        await Eventually.BecomesTrueAsync(async () => await service.OutboxCountAsync() == 1);
        await Eventually.BecomesTrueAsync(async () => (await service.NotesAsync()).Count == 2);
    }

    [Fact]
    public async Task EventThatIsNotOfContracts_IsRefusedAtOnce()
    {
        await using var service = await StartAsync("outbox-foreign");

        await Should.ThrowAsync<InvalidOperationException>(service.Database.TransactAsync(
            work => work.PublishAsync(new Foreign(), null, CancellationToken.None), CancellationToken.None));
    }

    private async Task<TestService> StartAsync(string name) => await BusService.StartAsync(
        name, await servers.CreateDatabaseAsync("outbox"), await servers.RabbitMqAsync(), _probe, bus => bus.On<ViewerJoined, NoteTaker>()).WhenReadyAsync();

    private sealed record Foreign;
}
