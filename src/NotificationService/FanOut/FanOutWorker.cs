using Npgsql;

namespace Streaming.NotificationService;

/// <summary>Does batches of waiting fan-outs, one after the other, as long as there are any. Each replica runs one.</summary>
internal sealed class FanOutWorker(FanOutStore store, FanOutSignal signal, ILogger<FanOutWorker> logger) : BackgroundService
{
    /// <summary>How soon work is found that this process was not told of: another replica's, or what a killed one left.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await store.DoBatchAsync(stoppingToken))
                {
                }

                await signal.WaitAsync(PollInterval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning(e, "Followers can't be told right now; the fan-outs wait");
                await signal.WaitAsync(PollInterval, CancellationToken.None);
            }
        }
    }
}
