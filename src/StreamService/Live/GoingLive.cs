using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;
using Streaming.StreamService.Media;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Live;

/// <summary>
/// Makes a creator's stream live. The media room comes first: without one nothing changes. That a creator has at most one live stream is the
/// database's to say (<c>one_live_stream_per_creator</c>), so that it holds between replicas too.
/// </summary>
internal sealed class GoingLive(Database database, MediaRooms rooms, IOptions<StreamsSettings> settings, StreamMetrics metrics, TimeProvider time)
{
    /// <summary>Goes live with the given stream, or with the live one again, or else with the next. Repeating it changes nothing.</summary>
    /// <exception cref="ProblemException">404, 403, 409, or 503 when the media server does not answer.</exception>
    public async Task<StreamRow> GoLiveAsync(Caller caller, Guid? streamId, CancellationToken cancellation)
    {
        var stream = await FindAsync(caller, streamId, cancellation);
        if (stream.Status != StreamStatus.Live)
        {
            _ = stream.To(StreamStatus.Live);
        }

        await rooms.EnsureAsync(stream, cancellation);
        return stream.Status == StreamStatus.Live ? stream : await StartAsync(caller, stream.Id, cancellation);
    }

    private async Task<StreamRow> StartAsync(Caller caller, Guid id, CancellationToken cancellation)
    {
        try
        {
            return await database.TransactAsync(
                async work =>
                {
                    var stream = await StreamsStore.LockForOwnerAsync(work, id, caller, cancellation);
                    if (stream.Status == StreamStatus.Live)
                    {
                        return stream;
                    }

                    var live = await StreamsStore.SaveAsync(work, stream.GoLive(time.Now(), settings.Value.FirstPublisherLimit), cancellation);
                    await work.PublishAsync(new StreamStarted(live.ToView()), live.Id.ToString(), cancellation);
                    metrics.Started();
                    return live;
                },
                cancellation);
        }
        catch (PostgresException e) when (e.ConstraintName == "one_live_stream_per_creator")
        {
            throw Problem.Conflict("You are live with another stream; end it first.");
        }
    }

    private async Task<StreamRow> FindAsync(Caller caller, Guid? streamId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        if (streamId is { } id)
        {
            return (await StreamsStore.FindAsync(connection, id, cancellation)).OwnedBy(caller);
        }

        return await connection.QuerySingleOrDefaultAsync<StreamRow>(Sql.Command(
            $"""
            select {StreamsStore.Columns} {StreamsStore.From}
            where s.creator_id = @Id and s.status in ('live', 'scheduled') and s.deleted_at is null
            order by s.status = 'live' desc, s.scheduled_for nulls first, s.id desc limit 1
            """,
            new { caller.Id },
            cancellation))
            ?? throw Problem.Conflict("Set a stream up first.");
    }
}
