using System.Text.Json;
using StackExchange.Redis;

namespace Streaming.ChatService;

/// <summary>
/// Carries signals between nodes over Redis pub/sub, serialised once. It may lose them while Redis is away, so nothing may depend on
/// it: a signal only makes faster what <see cref="RoomUpkeep"/> finds in the database anyway.
/// </summary>
internal sealed class Backplane(IConnectionMultiplexer redis, ILogger<Backplane> logger)
{
    public static string StreamChannel(string streamId) => $"hub:stream:{streamId}";

    public static string UserChannel(string userId) => $"hub:user:{userId}";

    public async Task PublishAsync(string channel, HubSignal signal)
    {
        try
        {
            await redis.GetSubscriber().PublishAsync(channel, JsonSerializer.SerializeToUtf8Bytes(signal, ChatJson.Options));
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            logger.LogWarning(e, "{Event} is not told to the other nodes at once: Redis is away", signal.Event);
        }
    }

    /// <summary>Subscribes until the result is disposed; while Redis is away, as soon as it is back. Signals come one after the other.</summary>
    public async Task<IAsyncDisposable> SubscribeAsync(string channel, Action<HubSignal> receive)
    {
        var subscriber = redis.GetSubscriber();
        void Receive(RedisChannel from, RedisValue value)
        {
            if (JsonSerializer.Deserialize<HubSignal>((byte[])value, ChatJson.Options) is { } signal)
            {
                receive(signal);
            }
        }

        try
        {
            await subscriber.SubscribeAsync(channel, Receive);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // The client keeps the subscription and makes it when it has a connection.
            logger.LogWarning(e, "{Channel} is not listened to yet: Redis is away", channel);
        }

        return new Subscription(subscriber, channel, Receive);
    }

    private sealed class Subscription(ISubscriber subscriber, string channel, Action<RedisChannel, RedisValue> receive) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await subscriber.UnsubscribeAsync(channel, receive, CommandFlags.FireAndForget);
    }
}
