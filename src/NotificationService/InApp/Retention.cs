using Dapper;
using Npgsql;
using Streaming.ServiceDefaults;

namespace Streaming.NotificationService;

/// <summary>Forgets notifications after <see cref="Kept"/>, in bites, once an hour.</summary>
internal sealed class Retention(Database database, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    /// <summary>How long a notification and the record of its fan-out are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private const int Bite = 5000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await ForgetAsync(stoppingToken) == Bite)
                {
                }
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning(e, "Old notifications can't be forgotten right now; the next round tries again");
            }
        }
    }

    /// <summary>Notifications forgotten, at most a bite.</summary>
    internal async Task<int> ForgetAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var before = new { Before = time.GetUtcNow() - Kept, Bite };
        await connection.ExecuteAsync(new CommandDefinition("delete from fan_outs where happened_at < @Before and done_at is not null", before, cancellationToken: cancellation));
        return await connection.ExecuteAsync(new CommandDefinition(
            "delete from notifications where id in (select id from notifications where created_at < @Before limit @Bite)", before, cancellationToken: cancellation));
    }
}
