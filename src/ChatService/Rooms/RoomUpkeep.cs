using Npgsql;

namespace Streaming.ChatService;

/// <summary>Every <see cref="Interval"/> compares this node's rooms with the database, in one query: whatever word was lost is made up for.</summary>
internal sealed class RoomUpkeep(RoomRegistry rooms, StreamsStore streams, TimeProvider time, ILogger<RoomUpkeep> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await rooms.CloseEmptyAsync();
                await CheckAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning(e, "Rooms can't be compared with the database right now");
            }
        }
    }

    private async Task CheckAsync(CancellationToken cancellation)
    {
        if (rooms.StreamIds() is { Count: > 0 } held)
        {
            foreach (var (id, lastSeq, revision) in await streams.PositionsAsync(held, cancellation))
            {
                rooms.Find(id)?.Check(lastSeq, revision);
            }
        }
    }
}
