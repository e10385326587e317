using Dapper;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;

namespace Streaming.StreamService.Live;

/// <summary>
/// Ends streams whose publisher stayed away. The deadline stands in the database (<c>streams.ends_at</c>), so whichever replica runs carries
/// it out, also after a restart.
/// </summary>
internal sealed class GraceKeeper(Database database, Ending ending, TimeProvider time, ILogger<GraceKeeper> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Streams ended per round.</summary>
    public const int BatchSize = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await EndOverdueAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Overdue streams can't be ended right now; the next round tries again");
            }
        }
    }

    private async Task EndOverdueAsync(CancellationToken cancellation)
    {
        foreach (var id in await FindOverdueAsync(cancellation))
        {
            await ending.EndOverdueAsync(id, cancellation);
            logger.LogInformation("Stream {StreamId} ended by itself: no publisher", id);
        }
    }

    private async Task<IReadOnlyList<Guid>> FindOverdueAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (await connection.QueryAsync<Guid>(Sql.Command(
            "select id from streams where status = 'live' and ends_at <= @Now order by ends_at limit @BatchSize", new { Now = time.Now(), BatchSize }, cancellation))).AsList();
    }
}
