using RabbitMQ.Client;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Servers;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Support;

/// <summary>A RabbitMQ of a test's own, to stop and start.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly TestFolder _folder = new();

    private Broker(RabbitMqServer server, TestFolder folder) => (ConnectionString, _folder) = (server.ConnectionString, folder);

    public string ConnectionString { get; }

    public RunningServer Server { get; private set; } = null!;

    public static async Task<Broker> StartAsync()
    {
        var folder = new TestFolder();
        var ports = FreePort.Take(3);
        var server = new RabbitMqServer(folder.Sub("rabbitmq"), new RabbitMqPorts(ports[0], ports[1], ports[2]), "test", "testcookie");
        return new Broker(server, folder) { Server = await RunningServer.StartAsync("RabbitMQ", server) };
    }

    /// <summary>Messages in a queue; null when there is no such queue.</summary>
    public static async Task<uint?> CountAsync(string address, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
