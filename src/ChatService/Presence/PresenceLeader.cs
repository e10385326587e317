using System.Data;
using Npgsql;
using StackExchange.Redis;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>
/// Chooses the one node that counts: whoever holds a lock of a database session. It is free again as soon as that node's
/// connection is gone, and a next node takes over within <see cref="Retry"/>.
/// </summary>
internal sealed class PresenceLeader(Database database, IServiceProvider services, TimeProvider time, ILogger<PresenceLeader> logger) : BackgroundService
{
    /// <summary>Between two counts: changes are published at most this often.</summary>
    public static readonly TimeSpan CountInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Between two tries to become the leader.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private const long LockKey = 0x70_72_65_73;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Retry, time);
        do
        {
            try
            {
                await using var connection = await database.OpenAsync(stoppingToken);
                if (await TryLockAsync(connection, stoppingToken))
                {
                    await LeadAndResignAsync(connection, stoppingToken);
                }
            }
            catch (Exception e) when (e is NpgsqlException or RedisException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Presence can't be counted right now; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({LockKey})", connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private async Task LeadAndResignAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await LeadAsync(connection, cancellation);
        }
        finally
        {
            // The pool keeps the session, and the session its locks, until someone uses it again.
            if (connection.State == ConnectionState.Open)
            {
                await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
    }

    private async Task LeadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var counting = ActivatorUtilities.CreateInstance<PresenceCounting>(services);
        await counting.BeginAsync(cancellation);
        using var timer = new PeriodicTimer(CountInterval, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            // On the lock's own connection first: when that is gone, so is the leadership.
            await counting.CountAsync(connection, cancellation);
        }
    }
}
