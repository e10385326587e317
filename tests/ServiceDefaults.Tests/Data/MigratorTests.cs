using Dapper;
using Npgsql;
using Streaming.ServiceDefaults.Tests.Support;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Data;

public sealed class MigratorTests(Servers servers)
{
    [Fact]
    public async Task TwoReplicasStartingAtOnce_MigrateOnce()
    {
        var database = await servers.CreateDatabaseAsync("migrations");

        var services = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(database)));

        await using var connection = await services[0].Database.OpenAsync(CancellationToken.None);
        (await connection.QueryAsync<string>("select scope || ' ' || name from schema_migrations order by scope, number"))
            .ShouldBe(["defaults 0001_bus_and_idempotency.sql", "defaults 0002_outbox_in_order.sql", "service 0001_notes.sql"]);
        (await services[3].NotesAsync()).ShouldBeEmpty();
        foreach (var service in services)
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task FileThatChangedAfterItWasApplied_StopsTheStart()
    {
        var database = await servers.CreateDatabaseAsync("changed");
        await using (var service = await StartAsync(database))
        {
            await using var connection = await service.Database.OpenAsync(CancellationToken.None);
            await connection.ExecuteAsync("update schema_migrations set checksum = 'other' where name = '0001_notes.sql'");
        }

        (await Should.ThrowAsync<InvalidOperationException>(StartAsync(database))).Message.ShouldContain("0001_notes.sql");
    }

    [Fact]
    public async Task DatabaseThatIsUpLater_IsWaitedFor()
    {
        await using var postgres = await Postgres.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        await postgres.Server.KillAsync();

        var starting = StartAsync(database);
        await postgres.Server.StartAsync();

        await using var service = await starting;
        (await service.NotesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Times_GoThroughAsUtcWhateverTheirOffset()
    {
        await using var service = await StartAsync(await servers.CreateDatabaseAsync("times"));
        var time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(5));
        await using var connection = await service.Database.OpenAsync(CancellationToken.None);

        await connection.ExecuteAsync("insert into notes (text, at) values ('x', @time)", new { time });
        (await connection.QuerySingleAsync<bool>("select @none is null", new { none = (DateTimeOffset?)null })).ShouldBeTrue();
        var row = await connection.QuerySingleAsync<Note>("select text, at, null::timestamptz as until from notes");

        row.At.ShouldBe(time);
        row.At.Offset.ShouldBe(TimeSpan.Zero);
        row.Until.ShouldBeNull();
    }

    [Fact]
    public async Task TransactionThatLosesADeadlock_IsRunAgain()
    {
        await using var service = await StartAsync(await servers.CreateDatabaseAsync("deadlock"));
        await service.Database.TransactAsync(work => work.Connection.ExecuteAsync("insert into notes (text) values ('a'), ('b')"), CancellationToken.None);
        using var bothIn = new CountdownEvent(2);

        await Task.WhenAll(Touch("a", "b"), Touch("b", "a"));

        (await service.NotesAsync()).ShouldAllBe(text => text.EndsWith("++", StringComparison.Ordinal));

        Task Touch(string first, string second)
        {
            var entered = false;
            return Task.Run(() => service.Database.TransactAsync(
                async work =>
                {
                    await AddAsync(work, first);
                    if (!entered)
                    {
                        entered = true;
                        bothIn.Signal();
                        bothIn.Wait(TimeSpan.FromSeconds(10));
                    }

                    await AddAsync(work, second);
                },
                CancellationToken.None));
        }

        static Task AddAsync(UnitOfWork work, string start) =>
            work.Connection.ExecuteAsync("update notes set text = text || '+' where text like @start || '%'", new { start });
    }

    [Fact]
    public async Task FailureAfterTheCommit_DoesNotUndoIt()
    {
        await using var service = await StartAsync(await servers.CreateDatabaseAsync("aftercommit"));

        await service.Database.TransactAsync(
            work =>
            {
                work.AfterCommit(() => throw new NpgsqlException("A push failed."));
                return work.Connection.ExecuteAsync("insert into notes (text) values ('stays')");
            },
            CancellationToken.None);

        (await service.NotesAsync()).ShouldBe(["stays"]);
    }

    private static Task<TestService> StartAsync(string database) => BusService.StartAsync("migrations", database, broker: null, new Probe());

    private sealed record Note(string Text, DateTimeOffset At, DateTimeOffset? Until);
}
