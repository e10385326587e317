using StackExchange.Redis;
using Streaming.Contracts;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Audience;

/// <summary>
/// How many are watching right now, from where ChatService keeps it: <c>live:{streamId}:count</c>. No entry means nobody. While Redis is away
/// the last count that came over the bus serves.
/// </summary>
internal sealed class ViewerCounts(IConnectionMultiplexer redis, ILogger<ViewerCounts> logger)
{
    /// <summary>How long Redis may take; the client library itself sets no limit.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>The streams as clients see them, with the present count of those that are live.</summary>
    public async Task<IReadOnlyList<StreamView>> ViewAsync(IReadOnlyList<StreamRow> streams, CancellationToken cancellation)
    {
        var live = streams.Where(s => s.Status == StreamStatus.Live).ToList();
        if (live.Count == 0)
        {
            return [.. streams.Select(s => s.ToView())];
        }

        try
        {
            var counts = await redis.GetDatabase().StringGetAsync([.. live.Select(s => (RedisKey)$"live:{s.Id}:count")]).WaitAsync(Limit, cancellation);
            var byId = live.Zip(counts).ToDictionary(pair => pair.First.Id, pair => pair.Second.TryParse(out int count) ? Math.Max(0, count) : 0);
            return [.. streams.Select(s => byId.TryGetValue(s.Id, out var count) ? With(s, count) : s.ToView())];
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            logger.LogWarning(e, "Redis does not answer; viewer counts are those last heard of");
            return [.. streams.Select(s => s.ToView())];
        }
    }

    public async Task<StreamView> ViewAsync(StreamRow stream, CancellationToken cancellation) => (await ViewAsync([stream], cancellation))[0];

    private static StreamView With(StreamRow stream, int count) =>
        (stream with { ViewerCount = count, PeakViewers = Math.Max(stream.PeakViewers, count) }).ToView();
}
