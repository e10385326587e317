using Dapper;
using Streaming.Testing;

namespace Streaming.NotificationService.Tests;

public sealed class FanOutTests(Desk desk)
{
    private readonly Guid _channel = Guid.CreateVersion7();

    [Fact]
    public async Task ThousandsOfFollowers_HearOnceEach_ThoughTheServiceIsKilledMidway()
    {
        const int followers = (4 * FanOutStore.BatchSize) + 7;
        await AddFollowersAsync(_channel, followers);
        await using var paused = await desk.PauseWorkerAsync();
        await desk.PublishAsync(Events.Started(_channel));
        await Eventually.BecomesTrueAsync(async () => await desk.CountAsync("fan_outs where channel_id = @_channel", new { _channel }) == 1);
        var store = new FanOutStore(desk.Database, TimeProvider.System);

        // One batch is committed; the next dies with everything done except the commit.
        (await store.DoBatchAsync(CancellationToken.None)).ShouldBeTrue();
        await KillMidwayAsync(store);
        (await ToldAsync()).ShouldBe(FanOutStore.BatchSize);

        await using var other = await desk.StartAsync();
        await Eventually.BecomesTrueAsync(async () => await ToldAsync() == followers, TimeSpan.FromSeconds(30));
        await desk.IsQuietAsync(_channel);
        (await desk.CountAsync("notifications n join followers f on f.user_id = n.user_id where f.channel_id = @_channel", new { _channel })).ShouldBe(followers);
        (await desk.CountAsync("fan_outs where channel_id = @_channel and told = @followers", new { _channel, followers })).ShouldBe(1);
    }

    [Fact]
    public async Task ManyFollowersOfOneCreator_DoNotDelayAnotherCreators()
    {
        var (crowded, quiet, ada) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await AddFollowersAsync(crowded, 10 * FanOutStore.BatchSize);
        await using var paused = await desk.PauseWorkerAsync();
        await desk.FollowAsync(quiet, ada);
        await desk.PublishAsync(Events.Started(crowded));
        await Eventually.BecomesTrueAsync(async () => await desk.CountAsync("fan_outs where channel_id = @crowded", new { crowded }) == 1);
        await desk.PublishAsync(Events.Started(quiet));
        await Eventually.BecomesTrueAsync(async () => await desk.CountAsync("fan_outs where channel_id = @quiet", new { quiet }) == 1);

        var store = new FanOutStore(desk.Database, TimeProvider.System);
        await store.DoBatchAsync(CancellationToken.None);
        await store.DoBatchAsync(CancellationToken.None);

        (await desk.CountUnreadAsync(ada)).ShouldBe(1);
        (await desk.CountAsync("fan_outs where channel_id = @crowded and told = @BatchSize and done_at is null", new { crowded, FanOutStore.BatchSize })).ShouldBe(1);
        while (await store.DoBatchAsync(CancellationToken.None))
        {
        }
    }

    [Fact]
    public async Task TwoWorkersAtOnce_TellEachFollowerOnce()
    {
        const int followers = 3 * FanOutStore.BatchSize;
        await AddFollowersAsync(_channel, followers);
        await using var other = await desk.StartAsync();

        await desk.PublishAsync(Events.Started(_channel));

        await Eventually.BecomesTrueAsync(async () => await desk.CountAsync("fan_outs where channel_id = @_channel and done_at is not null", new { _channel }) == 1);
        (await ToldAsync()).ShouldBe(followers);
    }

    private Task<long> ToldAsync() =>
        desk.CountAsync("notifications n join followers f on f.user_id = n.user_id where f.channel_id = @_channel", new { _channel });

    /// <summary>A transaction that did a batch and whose connection goes away instead of committing.</summary>
    private async Task KillMidwayAsync(FanOutStore store)
    {
        await using var blocker = await desk.Database.OpenAsync(CancellationToken.None);
        await using var transaction = await blocker.BeginTransactionAsync();
        // The batch's last statement waits for this lock, with all its notifications inserted.
        await blocker.ExecuteAsync("lock table bus.outbox in access exclusive mode", transaction: transaction);
        var batch = store.DoBatchAsync(CancellationToken.None);
        await using var killer = await desk.Database.OpenAsync(CancellationToken.None);
        await Eventually.BecomesTrueAsync(async () => await killer.QuerySingleAsync<long>(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into bus.outbox%'") > 0);
        await Should.ThrowAsync<Npgsql.NpgsqlException>(batch);
    }

    private async Task AddFollowersAsync(Guid channel, int count)
    {
        await using var connection = await desk.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "insert into followers (channel_id, user_id, following, at) select @channel, gen_random_uuid(), true, now() - interval '1 day' from generate_series(1, @count)",
            new { channel, count });
    }
}
