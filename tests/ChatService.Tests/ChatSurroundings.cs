using Streaming.Testing;

namespace Streaming.ChatService.Tests;

/// <summary>What a node of ChatService is configured with.</summary>
public sealed record ChatSurroundings(string Database, string Redis, string RabbitMq)
{
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["ConnectionStrings:chatdb"] = Database,
        ["ConnectionStrings:redis"] = Redis,
        ["ConnectionStrings:rabbitmq"] = RabbitMq,
        ["Auth:Jwks"] = TestTokens.Jwks,
    };

    public static async Task<ChatSurroundings> StartAsync(Servers servers)
    {
        var rabbitMq = servers.RabbitMqAsync();
        var redis = servers.RedisAsync();
        return new ChatSurroundings(await servers.CreateDatabaseAsync("chat"), await redis, await rabbitMq);
    }
}
