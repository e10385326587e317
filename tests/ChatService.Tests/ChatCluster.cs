using Dapper;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using Streaming.Testing;

[assembly: AssemblyFixture(typeof(Streaming.ChatService.Tests.ChatCluster))]

namespace Streaming.ChatService.Tests;

/// <summary>
/// Two nodes of ChatService on Kestrel with the same database, Redis and broker, and a stand-in for StreamService on the
/// bus; shared by the assembly, since every test makes its own streams and people.
/// </summary>
public sealed class ChatCluster : IAsyncLifetime
{
    private readonly Servers _servers = new();
    private readonly List<WebApplicationFactory<Program>> _nodes = [];

    /// <summary>The services that all nodes share.</summary>
    public ChatSurroundings Surroundings { get; private set; } = null!;

    public StreamDesk Streams { get; private set; } = null!;

    public Uri First => _nodes[0].ClientOptions.BaseAddress;

    public Uri Second => _nodes[1].ClientOptions.BaseAddress;

    public async ValueTask InitializeAsync()
    {
        Surroundings = await ChatSurroundings.StartAsync(_servers);
        Streams = await StreamDesk.StartAsync(Surroundings.RabbitMq);
        _nodes.Add(StartNode());
        _nodes.Add(StartNode());
    }

    /// <summary>Runs SQL on ChatService's database.</summary>
    public async Task<T?> QueryAsync<T>(string sql, object parameters)
    {
        await using var connection = new NpgsqlConnection(Surroundings.Database);
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Streams.DisposeAsync();
        await _servers.DisposeAsync();
    }

    private WebApplicationFactory<Program> StartNode()
    {
#pragma warning disable CA2000 // Disposed of with the cluster.
        var node = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            // UseKestrel(0) would take port 5000.
            host.UseSetting("urls", "http://127.0.0.1:0");
            foreach (var (key, value) in Surroundings.Settings)
            {
                host.UseSetting(key, value);
            }
        });
#pragma warning restore CA2000
        node.UseKestrel();
        node.StartServer();
        return node;
    }
}
