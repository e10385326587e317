using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Streaming.ServiceDefaults;

/// <summary>
/// The service's own database. Reads go through <see cref="OpenAsync"/>; whatever changes something goes through
/// <see cref="TransactAsync{T}"/>, which commits rows and outgoing events together or not at all.
/// </summary>
public sealed class Database(NpgsqlDataSource source, OutboxSignal signal, ILogger<Database> logger)
{
    /// <summary>Tries of a transaction that lost a serialization conflict or deadlock.</summary>
    public const int MaxAttempts = 5;

    /// <summary>An open connection for reading; dispose it.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => source.OpenConnectionAsync(cancellation);

    /// <summary>
    /// Runs work in one transaction (READ COMMITTED unless said otherwise). A deadlock or serialization failure runs it
    /// again from the start, so it must not do anything outside the transaction; use <see cref="UnitOfWork.AfterCommit"/>.
    /// </summary>
    public async Task<T> TransactAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellation, IsolationLevel isolation = IsolationLevel.ReadCommitted)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(work, isolation, cancellation);
            }
            catch (PostgresException e) when (attempt < MaxAttempts && e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                await Task.Delay(Random.Shared.Next(5, 20 * attempt), cancellation);
            }
        }
    }

    /// <inheritdoc cref="TransactAsync{T}"/>
    public Task TransactAsync(Func<UnitOfWork, Task> work, CancellationToken cancellation) =>
        TransactAsync(
            async unit =>
            {
                await work(unit);
                return true;
            },
            cancellation);

    private async Task<T> AttemptAsync<T>(Func<UnitOfWork, Task<T>> work, IsolationLevel isolation, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(isolation, cancellation);
        var unit = new UnitOfWork(connection, transaction);
        var result = await work(unit);
        await transaction.CommitAsync(cancellation);
        if (unit.HasPublished)
        {
            signal.Raise();
        }

        await unit.RunAfterCommitAsync(logger);
        return result;
    }
}
