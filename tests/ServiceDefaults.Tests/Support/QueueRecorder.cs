using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Streaming.ServiceDefaults.Tests.Support;

/// <summary>Reads what is published of one event with the bare client, in the broker's order.</summary>
internal sealed class QueueRecorder(IConnection connection, IChannel channel) : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Stream, string Viewer)> _seen = [];

    public static async Task<QueueRecorder> StartAsync(string address, Type contract)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var exchange = $"{contract.Namespace}:{contract.Name}";
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, exchange, "");
        var recorder = new QueueRecorder(connection, channel);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            var message = JsonNode.Parse(delivery.Body.Span)!["message"]!;
            recorder._seen.Enqueue(((string)message["streamId"]!, (string)message["viewerId"]!));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return recorder;
    }

    public IReadOnlyList<string> ViewersOf(string stream) => [.. _seen.Where(s => s.Stream == stream).Select(s => s.Viewer)];

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
