using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Streaming.ServiceDefaults;

/// <summary>Forgets handled messages and old idempotency keys once an hour.</summary>
internal sealed class Housekeeping(NpgsqlDataSource source, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>How long a redelivered message is recognised by its id; afterwards the business key still is.</summary>
    public static readonly TimeSpan InboxWindow = TimeSpan.FromDays(7);

    /// <summary>How long the same Idempotency-Key gives the first answer again.</summary>
    public static readonly TimeSpan IdempotencyWindow = TimeSpan.FromHours(48);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                await connection.ExecuteAsync("delete from bus.inbox where handled_at < @Before", new { Before = time.GetUtcNow() - InboxWindow });
                await connection.ExecuteAsync("delete from http.idempotency_keys where created_at < @Before", new { Before = time.GetUtcNow() - IdempotencyWindow });
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning(e, "Housekeeping failed; the next round tries again");
            }
        }
    }
}
