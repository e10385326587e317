using System.Collections.Concurrent;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Servers;

namespace Streaming.Testing;

/// <summary>
/// Real servers for one test assembly: <c>[assembly: AssemblyFixture(typeof(Servers))]</c>, then a constructor parameter.
/// Each is started at its first use, on free ports and in a folder that goes away with it, and ends with the test process
/// even when that is killed. <c>TEST_POSTGRES</c>, <c>TEST_REDIS</c> and <c>TEST_RABBITMQ</c> (connection strings) name
/// servers to use instead; databases get fresh names there, while a broker named so must be empty and used by one assembly at a time.
/// </summary>
public sealed class Servers : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ConcurrentBag<RunningServer> _running = [];
    private readonly Lazy<Task<PostgresServer>> _postgres;
    private readonly Lazy<Task<string>> _redis;
    private readonly Lazy<Task<string>> _rabbitMq;

    /// <summary>Starts nothing yet.</summary>
    public Servers()
    {
        _postgres = new(() => Task.Run(StartPostgresAsync));
        _redis = new(() => Task.Run(StartRedisAsync));
        _rabbitMq = new(() => Task.Run(StartRabbitMqAsync));
    }

    /// <summary>Redis, in StackExchange.Redis' form.</summary>
    public Task<string> RedisAsync() => _redis.Value;

    /// <summary>RabbitMQ's AMQP address. Takes about 4 s at its first use: ask for it early and beside the other servers.</summary>
    public Task<string> RabbitMqAsync() => _rabbitMq.Value;

    /// <summary>Makes a database that nobody else uses.</summary>
    /// <param name="name">Start of its name; a unique end is added.</param>
    /// <returns>Its connection string (Npgsql's form).</returns>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        var unique = $"{name}_{Guid.NewGuid():N}"[..Math.Min(name.Length + 13, 63)];
        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } given)
        {
            return await ExternalPostgres.CreateDatabaseAsync(given, unique, cancellationToken);
        }

        var server = await _postgres.Value;
        await server.EnsureDatabaseAsync(unique, cancellationToken);
        return server.ConnectionStringFor(unique);
    }

    /// <summary>Ends the servers that were started.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running.Select(server => server.DisposeAsync().AsTask()));
        _folder.Dispose();
    }

    private async Task<PostgresServer> StartPostgresAsync()
    {
        var server = new PostgresServer(_folder.Sub("postgres"), FreePort.Take(1)[0], "test", durable: false);
        _running.Add(await RunningServer.StartAsync("PostgreSQL", server));
        return server;
    }

    private async Task<string> StartRedisAsync()
    {
        if (Environment.GetEnvironmentVariable("TEST_REDIS") is { Length: > 0 } given)
        {
            return given;
        }

        var server = new RedisServer(_folder.Sub("redis"), FreePort.Take(1)[0], "test", durable: false);
        _running.Add(await RunningServer.StartAsync("Redis", server));
        return server.ConnectionString;
    }

    private async Task<string> StartRabbitMqAsync()
    {
        if (Environment.GetEnvironmentVariable("TEST_RABBITMQ") is { Length: > 0 } given)
        {
            return given;
        }

        var ports = FreePort.Take(3);
        var server = new RabbitMqServer(_folder.Sub("rabbitmq"), new RabbitMqPorts(ports[0], ports[1], ports[2]), "test", "testcookie");
        _running.Add(await RunningServer.StartAsync("RabbitMQ", server));
        return server.ConnectionString;
    }
}
