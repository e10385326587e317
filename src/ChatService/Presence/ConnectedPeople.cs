using StackExchange.Redis;

namespace Streaming.ChatService;

/// <summary>Reads what all nodes report.</summary>
internal sealed class ConnectedPeople(IConnectionMultiplexer redis, TimeProvider time)
{
    private double Oldest => (time.GetUtcNow() - PresenceKeys.NodeLifetime).ToUnixTimeMilliseconds();

    /// <summary>Nodes that may have reports.</summary>
    public async Task<IReadOnlyList<string>> NodesAsync() =>
        [.. (await redis.GetDatabase().SortedSetRangeByScoreAsync(PresenceKeys.Nodes, Oldest)).Select(n => (string)n)];

    /// <summary>Takes nodes that are gone for good out of the directory.</summary>
    public Task ForgetOldNodesAsync() => redis.GetDatabase().SortedSetRemoveRangeByScoreAsync(PresenceKeys.Nodes, double.NegativeInfinity, Oldest);

    /// <summary>Streams in which any of the nodes has people.</summary>
    public async Task<HashSet<string>> StreamsAsync(IReadOnlyList<string> nodes)
    {
        var database = redis.GetDatabase();
        var held = await Task.WhenAll(nodes.Select(n => database.SetMembersAsync(PresenceKeys.Held(n))));
        return held.SelectMany(h => h).Select(s => (string)s).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Distinct people connected to a stream over all the nodes.</summary>
    public async Task<HashSet<string>> OfAsync(string streamId, IReadOnlyList<string> nodes)
    {
        if (nodes.Count == 0)
        {
            return new(StringComparer.Ordinal);
        }

        RedisKey[] keys = [.. nodes.Select(n => (RedisKey)PresenceKeys.People(streamId, n))];
        return (await redis.GetDatabase().SetCombineAsync(SetOperation.Union, keys)).Select(p => (string)p).ToHashSet(StringComparer.Ordinal);
    }
}
