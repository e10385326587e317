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
    Database database, RoomService server, MediaRooms rooms, PublisherChanges publisher, TimeProvider time, ILogger<Reconciler> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>How long webhook ids are remembered; longer than one is accepted.</summary>
    public static readonly TimeSpan EventMemory = TimeSpan.FromHours(1);

    /// <summary>Questions to the media server at the same time.</summary>
    public const int Concurrency = 8;

    private const long LockKey = 0x6D_65_64_69_61;

    /// <summary>One round; public to tests as the background loop's body.</summary>
    public async Task ReconcileAsync(CancellationToken cancellation) => await database.TransactAsync(
        async work =>
        {
            if (!await work.Connection.ExecuteScalarAsync<bool>(Sql.Command("select pg_try_advisory_xact_lock(@LockKey)", new { LockKey }, cancellation)))
            {
                return;
            }

            await work.Connection.ExecuteAsync(Sql.Command(
                "delete from media_events where received_at < @Before", new { Before = time.Now() - EventMemory }, cancellation));
            var live = await StreamsStore.ListLiveAsync(work.Connection, cancellation);
            var known = await server.ListAsync(cancellation);
            await DeleteLeftoversAsync(work.Connection, known, cancellation);
            await Parallel.ForEachAsync(
                live,
                new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation },
                async (stream, token) => await ReconcileAsync(stream, known.Contains(stream.RoomName), token));
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
            catch (Exception e) when (e is NpgsqlException or TimeoutException or MediaServerException)
            {
                logger.LogWarning(e, "Streams can't be compared with the media server right now; the next round tries again");
            }
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
        var isConnected = stream.Publisher == PublisherState.Connected;
        if (found is null ? !isConnected : found.TrackCount == 0 || (isConnected && stream.PublisherSid == found.Sid))
        {
            return;
        }

        await database.TransactAsync(
            async work =>
            {
                if (await StreamsStore.LockAsync(work, stream.Id, cancellation) is not { } current || current.PublisherAt >= asked)
                {
                    return;
                }

                await (found is null
                    ? publisher.VanishedAsync(work, current, sid: null, cancellation)
                    : publisher.AppearedAsync(work, current, found.Sid, cancellation));
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
