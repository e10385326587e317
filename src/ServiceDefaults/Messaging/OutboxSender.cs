using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Streaming.ServiceDefaults;

/// <summary>
/// Sends what committed transactions left in the outbox. Always holds:
/// a row is deleted only after the broker confirmed its event, so every event is sent at least once, with the same message
/// id each time (receivers' inboxes drop repeats); rows of one ordering key are sent one after the other in the order of
/// their ids, whichever process wrote them, because one process at a time sends (an advisory lock of its transaction, which
/// goes when the process dies or hangs); a row that can't be sent holds up those of its own key only.
/// </summary>
internal sealed class OutboxSender(NpgsqlDataSource source, OutboxSignal signal, IBus bus, ILogger<OutboxSender> logger) : BackgroundService
{
    public const int BatchSize = 200;
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>A batch that takes longer is given up: what the broker confirmed is done with, the rest stays.</summary>
    public static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private const long LockKey = 0x6F_75_74_62_6F_78;
    private static readonly ActivitySource Activities = new(TelemetrySetup.OutboxSource);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendBatchAsync(stoppingToken))
                {
                }

                await signal.WaitAsync(PollInterval, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "The outbox can't be sent right now; it is kept and tried again");
                await Task.Delay(PollInterval, stoppingToken);
            }
        }
    }

    /// <summary>Whether there is more to send right away.</summary>
    private async Task<bool> SendBatchAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // A process that hangs (or is suspended) loses its turn.
        await connection.ExecuteAsync("set local idle_in_transaction_session_timeout = '30s'", transaction: transaction);
        await connection.ExecuteAsync("select pg_advisory_xact_lock(@LockKey)", new { LockKey }, transaction);
        var rows = (await connection.QueryAsync<OutboxRow>(
            "select id, message_id, coalesce(ordering_key, id::text) as ordering_key, type, body::text as body, traceparent from bus.outbox order by id limit @BatchSize",
            new { BatchSize },
            transaction)).AsList();
        if (rows.Count == 0)
        {
            return false;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(SendLimit);
        var sent = new ConcurrentBag<long>();
        var sending = Task.WhenAll(rows.GroupBy(r => r.OrderingKey).Select(async group =>
        {
            foreach (var row in group)
            {
                await SendAsync(row, limit.Token);
                sent.Add(row.Id);
            }
        }));
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.ExecuteAsync("delete from bus.outbox where id = any(@Ids)", new { Ids = sent.ToArray() }, transaction);
        await transaction.CommitAsync(CancellationToken.None);
        await sending;
        return rows.Count == BatchSize;
    }

    private async Task SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        using var activity = ActivityContext.TryParse(row.TraceParent, traceState: null, out var parent)
            ? Activities.StartActivity($"outbox {row.Type}", ActivityKind.Internal, parent)
            : null;
        var type = ContractTypes.Find(row.Type);
        var message = JsonSerializer.Deserialize(row.Body, type, BusJson.Options)
            ?? throw new InvalidOperationException($"Outbox row {row.Id} holds no {row.Type}.");
        await bus.Publish(message, type, context => context.MessageId = row.MessageId, cancellation);
    }

    private sealed record OutboxRow(long Id, Guid MessageId, string OrderingKey, string Type, string Body, string? TraceParent);
}
