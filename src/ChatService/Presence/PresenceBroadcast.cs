using System.Globalization;
using StackExchange.Redis;

namespace Streaming.ChatService;

/// <summary>Tells everyone in a stream who came, who went and how many are there, and keeps <c>live:{streamId}:count</c>.</summary>
internal sealed class PresenceBroadcast(IConnectionMultiplexer redis, RoomSignals signals, PeopleStore people)
{
    /// <summary>People named one by one per change; with more, only the count is told.</summary>
    public const int MaxNamed = 50;

    public async Task AnnounceAsync(string streamId, List<string> joined, List<string> left, int count, CancellationToken cancellation)
    {
        await redis.GetDatabase().StringSetAsync(PresenceKeys.Count(streamId), Format(count), PresenceKeys.CountLifetime);
        await signals.CountedAsync(streamId, count);
        if (joined.Count + left.Count <= MaxNamed)
        {
            var viewers = await people.DescribeAsync([.. joined.Union(left)], cancellation);
            await Task.WhenAll(left.Select(id => signals.LeftAsync(streamId, viewers[id])).Concat(joined.Select(id => signals.JoinedAsync(streamId, viewers[id]))));
        }
    }

    /// <summary>Keeps counts from expiring, and writes them again after Redis lost them.</summary>
    public Task RefreshAsync(IEnumerable<(string StreamId, int Count)> counts)
    {
        var database = redis.GetDatabase();
        return Task.WhenAll(counts.Select(c => database.StringSetAsync(PresenceKeys.Count(c.StreamId), Format(c.Count), PresenceKeys.CountLifetime)));
    }

    /// <summary>Tells counts again.</summary>
    public Task RetellAsync(IEnumerable<(string StreamId, int Count)> counts) => Task.WhenAll(counts.Select(c => signals.CountedAsync(c.StreamId, c.Count)));

    private static string Format(int count) => count.ToString(CultureInfo.InvariantCulture);
}
