using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Streaming.ServiceDefaults;

/// <summary>
/// One database transaction and the events that leave with it. Dapper's methods are on <see cref="Connection"/>, which is in
/// the transaction; <see cref="PublishAsync{T}"/> writes to the outbox in the same transaction, so an event is sent if and
/// only if the rows were committed.
/// </summary>
public sealed class UnitOfWork
{
    private List<Func<Task>>? _afterCommit;

    internal UnitOfWork(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        Connection = connection;
        Transaction = transaction;
    }

    /// <summary>The connection, inside the transaction.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>The transaction.</summary>
    public NpgsqlTransaction Transaction { get; }

    internal bool HasPublished { get; private set; }

    /// <summary>Sends an event when the transaction commits: at least once, in order among events of one <paramref name="orderingKey"/>.</summary>
    /// <param name="message">A record of Contracts.</param>
    /// <param name="orderingKey">E.g. the stream's id; null when order does not matter.</param>
    /// <param name="cancellation">Cancels the insert.</param>
    public Task PublishAsync<T>(T message, string? orderingKey, CancellationToken cancellation) where T : class
    {
        HasPublished = true;
        return Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into bus.outbox (message_id, ordering_key, type, body, traceparent)
            values (@MessageId, @OrderingKey, @Type, @Body::jsonb, @TraceParent)
            """,
            new
            {
                MessageId = Guid.CreateVersion7(),
                OrderingKey = orderingKey,
                Type = ContractTypes.NameOf(typeof(T)),
                Body = JsonSerializer.Serialize(message, BusJson.Options),
                TraceParent = Activity.Current?.Id,
            },
            Transaction,
            cancellationToken: cancellation));
    }

    /// <summary>
    /// Runs when the transaction has committed, before the caller goes on. A failure is logged and does not reach the caller,
    /// whose work is done; skipped when the process dies in between. So only for what clients recover by themselves
    /// (a push to connected browsers).
    /// </summary>
    public void AfterCommit(Func<Task> action) => (_afterCommit ??= []).Add(action);

    internal async Task RunAfterCommitAsync(ILogger logger)
    {
        foreach (var action in _afterCommit ?? [])
        {
            try
            {
                await action();
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "What was to follow a commit failed; the commit stands");
            }
        }
    }
}
