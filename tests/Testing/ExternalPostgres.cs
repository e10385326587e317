using Npgsql;

namespace Streaming.Testing;

/// <summary>The PostgreSQL that <c>TEST_POSTGRES</c> names.</summary>
internal static class ExternalPostgres
{
    public static async Task<string> CreateDatabaseAsync(string connectionString, string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE \"{database}\"", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;
    }
}
