using StackExchange.Redis;

namespace Streaming.ChatService;

/// <summary>The count that someone who joins is told.</summary>
internal sealed class ViewerCounts(IConnectionMultiplexer redis, ConnectedPeople connected, HeartbeatsStore heartbeats, ILogger<ViewerCounts> logger)
{
    /// <summary>Up to this many people are counted afresh; beyond, the broadcast count is near enough.</summary>
    public const int MaxCountedAfresh = 500;

    /// <summary>Distinct people present now, the creator not counted; while Redis is away, only those known by heartbeat.</summary>
    public async Task<int> NowAsync(KnownStream stream, CancellationToken cancellation)
    {
        if (stream.IsOver)
        {
            return 0;
        }

        var present = (await heartbeats.OfAsync(stream.Id, cancellation)).ToHashSet(StringComparer.Ordinal);
        try
        {
            var told = await redis.GetDatabase().StringGetAsync(PresenceKeys.Count(stream.Id));
            if (told.TryParse(out int count) && count > MaxCountedAfresh)
            {
                return count;
            }

            present.UnionWith(await connected.OfAsync(stream.Id, await connected.NodesAsync()));
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            logger.LogWarning(e, "Redis is away; the count of stream {StreamId} is incomplete", stream.Id);
        }

        present.Remove(stream.CreatorId);
        return present.Count;
    }
}
