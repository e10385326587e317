using Dapper;
using Npgsql;
using Streaming.IdentityService.Passwords;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Sessions;

/// <summary>Forgets sessions that are over, refresh tokens used long ago, and stale counts of failed sign-ins, once an hour.</summary>
internal sealed class SessionHousekeeping(Database database, TimeProvider time, ILogger<SessionHousekeeping> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ForgetAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning(e, "Old sessions can't be forgotten right now; the next round tries again");
            }
        }
    }

    internal async Task ForgetAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from sessions where expires_at < @now or ended_at < @now - interval '1 day';
            delete from refresh_tokens where used_at < @Expired;
            delete from sign_in_failures where last_at < @Stale and (locked_until is null or locked_until < @now);
            """,
            new { now, Expired = now - SessionsStore.Lifetime, Stale = now - SignInFailures.Window },
            cancellationToken: cancellation));
    }
}
