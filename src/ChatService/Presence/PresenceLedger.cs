using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>
/// Who was announced as present. A row and its <see cref="ViewerJoined"/> or <see cref="ViewerLeft"/> go together in one transaction, and an
/// event goes out only for a row that really came or went: joins and leaves of a person alternate, whoever writes and however often.
/// </summary>
internal sealed class PresenceLedger(Database database, TimeProvider time)
{
    public async Task<Dictionary<string, HashSet<string>>> LoadAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (await connection.QueryAsync<(string Stream, string Person)>(new CommandDefinition(
            "select stream_id, person_id from presences", cancellationToken: cancellation)))
            .GroupBy(p => p.Stream, p => p.Person, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Records a stream's change and announces it with the new count.</summary>
    public Task RecordAsync(string streamId, IReadOnlyList<string> joined, IReadOnlyList<string> left, int count, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var now = time.GetUtcNow();
            foreach (var person in await ChangeAsync(work, "delete from presences where stream_id = @streamId and person_id = any(@people) returning person_id", streamId, left, now, cancellation))
            {
                await work.PublishAsync(new ViewerLeft(streamId, person, now), streamId, cancellation);
            }

            const string Insert =
                "insert into presences (stream_id, person_id, joined_at) select @streamId, p, @now from unnest(@people) p on conflict do nothing returning person_id";
            foreach (var person in await ChangeAsync(work, Insert, streamId, joined, now, cancellation))
            {
                await work.PublishAsync(new ViewerJoined(streamId, person, now), streamId, cancellation);
            }

            await work.PublishAsync(new ViewersCounted(streamId, count, now), streamId, cancellation);
        },
        cancellation);

    /// <summary>Ends all presence of a stream that is over. There is no <see cref="ViewerLeft"/> for each: <see cref="StreamEnded"/> closes them all.</summary>
    public Task CloseAsync(string streamId, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var gone = await work.Connection.ExecuteAsync(new CommandDefinition(
                "delete from presences where stream_id = @streamId", new { streamId }, work.Transaction, cancellationToken: cancellation));
            await work.Connection.ExecuteAsync(new CommandDefinition(
                "delete from heartbeats where stream_id = @streamId", new { streamId }, work.Transaction, cancellationToken: cancellation));
            if (gone > 0)
            {
                await work.PublishAsync(new ViewersCounted(streamId, 0, time.GetUtcNow()), streamId, cancellation);
            }
        },
        cancellation);

    private static async Task<IEnumerable<string>> ChangeAsync(
        UnitOfWork work, string sql, string streamId, IReadOnlyList<string> people, DateTimeOffset now, CancellationToken cancellation) =>
        people.Count == 0 ? [] : await work.Connection.QueryAsync<string>(new CommandDefinition(
            sql, new { streamId, people, now }, work.Transaction, cancellationToken: cancellation));
}
