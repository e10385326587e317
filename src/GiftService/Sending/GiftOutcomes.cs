using System.Collections.Concurrent;
using Dapper;
using Npgsql;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>
/// Wakes requests that wait for their gift's outcome. Whichever replica settles a gift notifies all of them through
/// PostgreSQL (LISTEN/NOTIFY), at the commit. Notifications can be missed while the connection is down, so a waiting
/// request also looks by itself every <see cref="LookAgain"/>.
/// </summary>
internal sealed class GiftOutcomes(Database database, GiftSends sends, ILogger<GiftOutcomes> logger) : BackgroundService
{
    public static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);
    private const string Channel = "gift_settled";
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = [];

    /// <summary>Notifies all replicas when the transaction commits.</summary>
    public static Task AnnounceAsync(UnitOfWork work, Guid id, CancellationToken cancellation) => work.Connection.ExecuteAsync(new CommandDefinition(
        "select pg_notify(@Channel, @Id)", new { Channel, Id = id.ToString() }, work.Transaction, cancellationToken: cancellation));

    /// <summary>The sending once it is settled, or still pending when the time is up.</summary>
    public async Task<GiftSend> WaitAsync(Guid id, TimeSpan limit, CancellationToken cancellation)
    {
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeUp.CancelAfter(limit);
        // Registered before the first look: an outcome in between wakes it. Requests of one id come one after the other (idempotency key).
        var settled = _waiting.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        try
        {
            while (true)
            {
                var send = await sends.FindAsync(id, cancellation) ?? throw new InvalidOperationException($"The gift {id} was not stored.");
                if (send.IsSettled || timeUp.IsCancellationRequested)
                {
                    return send;
                }

                await Task.WhenAny(settled, Task.Delay(LookAgain, timeUp.Token));
            }
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Gift outcomes can't be listened for right now; waiting requests look by themselves");
                await Task.Delay(Reconnect, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        connection.Notification += (_, notification) =>
        {
            if (Guid.TryParse(notification.Payload, out var id) && _waiting.TryGetValue(id, out var waiting))
            {
                waiting.TrySetResult();
            }
        };
        await connection.ExecuteAsync(new CommandDefinition($"listen {Channel}", cancellationToken: cancellation));
        while (true)
        {
            await connection.WaitAsync(cancellation);
        }
    }
}
