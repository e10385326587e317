namespace Streaming.AppHost.Local.Servers;

/// <summary>The three ports of one RabbitMQ node, all on 127.0.0.1.</summary>
/// <param name="Amqp">AMQP 0-9-1.</param>
/// <param name="Distribution">Erlang's own protocol (rabbitmqctl).</param>
/// <param name="NameService">epmd, which tells where the node's distribution port is.</param>
public sealed record RabbitMqPorts(int Amqp, int Distribution, int NameService);
