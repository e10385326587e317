using Dapper;
using Npgsql;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>People who are present by <c>POST …/join</c>. In the database, so that neither a node nor Redis takes them along when it goes.</summary>
internal sealed class HeartbeatsStore(Database database, TimeProvider time)
{
    /// <summary>How often clients are to repeat the join.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>How long a join holds: two repeats may get lost.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(45);

    public Task BeatAsync(string streamId, string personId, CancellationToken cancellation) => ExecuteAsync(
        """
        insert into heartbeats (stream_id, person_id, expires_at) values (@streamId, @personId, @Expiry)
        on conflict (stream_id, person_id) do update set expires_at = excluded.expires_at
        """,
        streamId,
        personId,
        cancellation);

    public Task StopAsync(string streamId, string personId, CancellationToken cancellation) =>
        ExecuteAsync("delete from heartbeats where stream_id = @streamId and person_id = @personId", streamId, personId, cancellation);

    /// <summary>Everyone whose heartbeat is not overdue, by stream; forgets the others.</summary>
    public async Task<ILookup<string, string>> SweepAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var now = new { Now = time.GetUtcNow() };
        await connection.ExecuteAsync(new CommandDefinition("delete from heartbeats where expires_at <= @Now", now, cancellationToken: cancellation));
        return (await connection.QueryAsync<(string Stream, string Person)>(new CommandDefinition(
            "select stream_id, person_id from heartbeats", cancellationToken: cancellation))).ToLookup(h => h.Stream, h => h.Person, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<string>> OfAsync(string streamId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            "select person_id from heartbeats where stream_id = @streamId and expires_at > @Now", new { streamId, Now = time.GetUtcNow() }, cancellationToken: cancellation))).AsList();
    }

    private async Task ExecuteAsync(string sql, string streamId, string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { streamId, personId, Expiry = time.GetUtcNow() + Lifetime }, cancellationToken: cancellation));
    }
}
