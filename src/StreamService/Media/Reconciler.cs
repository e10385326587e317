using Dapper;
using Npgsql;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;
using Streaming.StreamService.Live;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Media;

/// <summary>
/// Compares live streams with the media server, because webhooks get lost and media servers restart: rooms of live streams exist, rooms of
/// ended ones do not, and <c>publisher</c> says what is so. One replica at a time does it (an advisory lock for the round). What a webhook
/// reported after the question was asked is newer than the answer and stays. No answer proves nothing and changes nothing.
/// </summary>
internal sealed class Reconciler(
    Database database, RoomService server, MediaRooms rooms, PublisherChanges publisher, StreamMetrics metrics, TimeProvider time, ILogger<Reconciler> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>How long webhook ids are remembered; longer than one is accepted.</summary>
    public static readonly TimeSpan EventMemory = TimeSpan.FromHours(1);

    /// <summary>Questions to the media server at the same time.</summary>
    public const int Concurrency = 8;

    private const long LockKey = 0x6D_65_64_69_61;

    /// <summary>One round.</summary>
    /// <returns>False when another replica is at it, and nothing was done here.</returns>
    /// <exception cref="MediaServerException">The media server does not answer.</exception>
    public Task<bool> ReconcileAsync(CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            if (!await work.Connection.ExecuteScalarAsync<bool>(Sql.Command("select pg_try_advisory_xact_lock(@LockKey)", new { LockKey }, cancellation)))
            {
                return false;
            }

            await work.Connection.ExecuteAsync(Sql.Command(
                "delete from media_events where received_at < @Before", new { Before = time.Now() - EventMemory }, cancellation));
            var live = await StreamsStore.ListLiveAsync(work.Connection, cancellation);
            var known = await server.ListAsync(cancellation);
            await DeleteLeftoversAsync(work.Connection, known, cancellation);
            await Parallel.ForEachAsync(
                live,
                new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation },
                async (stream, token) => await TryReconcileAsync(stream, known.Contains(stream.RoomName), token));
            return true;
        },
        cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReconcileAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Streams can't be compared with the media server right now; the next round tries again");
            }
        }
    }

    /// <summary>What fails for one stream must not keep the others from being looked at.</summary>
    private async Task TryReconcileAsync(StreamRow stream, bool hasRoom, CancellationToken cancellation)
    {
        try
        {
            await ReconcileAsync(stream, hasRoom, cancellation);
        }
        catch (MediaServerException e)
        {
            logger.LogWarning(e, "Stream {StreamId} can't be compared with the media server right now", stream.Id);
        }
    }

    private async Task ReconcileAsync(StreamRow stream, bool hasRoom, CancellationToken cancellation)
    {
        var asked = time.Now();
        if (!hasRoom)
        {
            await rooms.CreateAsync(stream, cancellation);
        }

        var found = hasRoom ? await server.FindParticipantAsync(stream.RoomName, stream.CreatorId, cancellation) : null;
        var publishes = found is { TrackCount: > 0 };
        if (stream.Publisher == PublisherState.Connected ? found?.Sid == stream.PublisherSid : !publishes)
        {
            return;
        }

        await database.TransactAsync(
            async work =>
            {
                if (await StreamsStore.LockAsync(work, stream.Id, cancellation) is { } current && !(current.PublisherAt >= asked))
                {
                    await (publishes
                        ? publisher.AppearedAsync(work, current, found!.Sid, cancellation)
                        : publisher.VanishedAsync(work, current, sid: null, cancellation));
                    metrics.Corrected();
                }
            },
            cancellation);
    }

    private async Task DeleteLeftoversAsync(NpgsqlConnection connection, IReadOnlyList<string> known, CancellationToken cancellation)
    {
        var leftovers = await connection.QueryAsync<string>(Sql.Command(
            "select room_name from streams where room_name = any(@known) and status in ('ended', 'archived')", new { known }, cancellation));
        foreach (var room in leftovers)
        {
            await server.DeleteAsync(room, cancellation);
        }
    }
}
