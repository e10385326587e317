using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Servers;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Support;

/// <summary>A PostgreSQL of a test's own, to stop and start.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly PostgresServer _native;

    private Postgres() => _native = new PostgresServer(_folder.Sub("postgres"), FreePort.Take(1)[0], "test", durable: false);

    public RunningServer Server { get; private set; } = null!;

    public static async Task<Postgres> StartAsync()
    {
        var postgres = new Postgres();
        postgres.Server = await RunningServer.StartAsync("PostgreSQL", postgres._native);
        return postgres;
    }

    /// <summary>Its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await _native.EnsureDatabaseAsync("testdb", CancellationToken.None);
        return _native.ConnectionStringFor("testdb");
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
