using System.Reflection;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Streaming.ServiceDefaults;

/// <summary>Where numbered migrations come from: the embedded files <c>Migrations/NNNN_name.sql</c> of an assembly.</summary>
/// <param name="Scope">Keeps the numbers of different assemblies apart.</param>
/// <param name="Assembly">Holds the files.</param>
internal sealed record MigrationSource(string Scope, Assembly Assembly);

/// <summary>
/// Brings the database up to date before anything else of the service starts. Each file runs once, in a transaction, in
/// the order of its number, under an advisory lock so that replicas starting together do not collide. A file that was
/// applied must never change: its checksum is compared at every start.
/// </summary>
internal sealed class Migrator(NpgsqlDataSource source, IEnumerable<MigrationSource> sources, ILogger<Migrator> logger) : IHostedLifecycleService
{
    /// <summary>How long a start waits for a database that is not up yet.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const long LockKey = 0x73_74_72_65_61_6D;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            try
            {
                await MigrateAsync(limit.Token);
                return;
            }
            catch (NpgsqlException e) when (e is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow and not PostgresErrorCodes.AdminShutdown })
            {
                logger.LogInformation("The database is not up yet: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(250), limit.Token);
            }
        }
    }

    private async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync($"select pg_advisory_lock({LockKey})");
        await connection.ExecuteAsync(
            """
            create table if not exists schema_migrations (
                scope text not null, number int not null, name text not null, checksum text not null,
                applied_at timestamptz not null default now(), primary key (scope, number))
            """);
        var applied = (await connection.QueryAsync<(string Scope, int Number, string Checksum)>(
            "select scope, number, checksum from schema_migrations")).ToDictionary(m => (m.Scope, m.Number), m => m.Checksum);

        foreach (var from in sources)
        {
            foreach (var migration in Migration.AllOf(from))
            {
                if (applied.TryGetValue((migration.Scope, migration.Number), out var checksum))
                {
                    if (checksum != migration.Checksum)
                    {
                        throw new InvalidOperationException($"Migration {migration.Name} was changed after it was applied; write a new one instead.");
                    }
                }
                else
                {
                    await ApplyAsync(connection, migration, cancellation);
                }
            }
        }

        await connection.ExecuteAsync($"select pg_advisory_unlock({LockKey})");
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var command = new NpgsqlCommand(migration.Sql, connection, transaction))
        {
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await connection.ExecuteAsync(
            "insert into schema_migrations (scope, number, name, checksum) values (@Scope, @Number, @Name, @Checksum)", migration, transaction);
        await transaction.CommitAsync(cancellation);
        logger.LogInformation("Applied migration {Migration}", migration.Name);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
