using StackExchange.Redis;

namespace Streaming.ChatService.Tests;

/// <summary>Redis as its operator and other services see it.</summary>
internal sealed class ChatRedis : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _redis;

    private ChatRedis(ConnectionMultiplexer redis) => _redis = redis;

    public static async Task<ChatRedis> ConnectAsync(string connectionString) =>
        new(await ConnectionMultiplexer.ConnectAsync($"{connectionString},allowAdmin=true"));

    public Task FlushAsync() => _redis.GetServer(_redis.GetEndPoints()[0]).FlushAllDatabasesAsync();

    /// <summary>What <c>live:{streamId}:count</c> says.</summary>
    public async Task<int?> CountAsync(string streamId) => (int?)await _redis.GetDatabase().StringGetAsync($"live:{streamId}:count");

    /// <summary>People whom nodes report.</summary>
    public async Task<long> PeopleAsync(string streamId)
    {
        var server = _redis.GetServer(_redis.GetEndPoints()[0]);
        var sets = server.Keys(pattern: $"presence:{streamId}:*").ToArray();
        return sets.Length == 0 ? 0 : (await _redis.GetDatabase().SetCombineAsync(SetOperation.Union, sets)).Length;
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.CloseAsync();
        _redis.Dispose();
    }
}
