using StackExchange.Redis;

namespace Streaming.ChatService;

/// <summary>Has this node report its people every <see cref="PresenceKeys.ReportInterval"/>.</summary>
internal sealed class PresenceReporter(NodePresence presence, TimeProvider time, ILogger<PresenceReporter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PresenceKeys.ReportInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await presence.ReportAsync();
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                logger.LogWarning(e, "Redis is away; presence is reported when it is back");
            }
        }
    }
}
