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
/// a row is deleted only in a transaction that follows the broker's confirmation, so every event is sent at least once,
/// with the same message id each time (receivers' inboxes drop repeats); rows of one ordering key are sent one after the
/// other in the order of their ids; a row is locked while it is being sent, so replicas do not send it at once.
/// A process sends its own rows as soon as they commit; rows older than <see cref="OrphanAge"/> are sent by any process.
/// </summary>
internal sealed class OutboxSender(NpgsqlDataSource source, OutboxSignal signal, IBus bus, ILogger<OutboxSender> logger) : BackgroundService
{
    public const int BatchSize = 200;
    public static readonly TimeSpan OrphanAge = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private static readonly ActivitySource Activities = new(TelemetrySetup.OutboxSource);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendBatchAsync(stoppingToken) == BatchSize)
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

    private async Task<int> SendBatchAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var rows = (await connection.QueryAsync<OutboxRow>(
            """
            select id, message_id, coalesce(ordering_key, id::text) as ordering_key, type, body::text as body, traceparent from bus.outbox
            where owner = @Owner or created_at < now() - @OrphanAge
            order by id limit @BatchSize for update skip locked
            """,
            new { signal.Owner, OrphanAge, BatchSize },
            transaction)).AsList();
        if (rows.Count == 0)
        {
            return 0;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(SendLimit);
        await Task.WhenAll(rows.GroupBy(r => r.OrderingKey).Select(async group =>
        {
            foreach (var row in group)
            {
                await SendAsync(row, limit.Token);
            }
        }));
        await connection.ExecuteAsync("delete from bus.outbox where id = any(@Ids)", new { Ids = rows.Select(r => r.Id).ToArray() }, transaction);
        await transaction.CommitAsync(cancellation);
        return rows.Count;
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
