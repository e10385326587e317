using Npgsql;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>
/// Asks again for payments that were not answered, under the same id, so that nothing hangs after a message was lost.
/// WalletService answers a repeated request with its first decision.
/// </summary>
internal sealed class GiftRequestSweeper(Database database, TimeProvider time, ILogger<GiftRequestSweeper> logger) : BackgroundService
{
    public const int BatchSize = 100;
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Until the first repeat; each further one waits twice as long.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning(e, "Unanswered gifts can't be asked for again right now; the next round does");
            }
        }
    }

    /// <summary>One round.</summary>
    /// <returns>How many payments were asked for again.</returns>
    internal Task<int> SweepAsync(CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var overdue = await GiftSends.TakeOverdueAsync(work, time.GetUtcNow(), FirstWait, LongestWait, BatchSize, cancellation);
            foreach (var send in overdue)
            {
                await work.PublishAsync(send.Request(), orderingKey: null, cancellation);
            }

            return overdue.Count;
        },
        cancellation);
}
