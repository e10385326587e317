using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using Streaming.StreamService.Audience;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Tests.Audience;

public sealed class ViewerCountsTests
{
    [Fact]
    public async Task View_WhenRedisIsAway_ShowsTheCountLastHeardOf()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync("127.0.0.1:1,abortConnect=false,connectTimeout=200,connectRetry=0");
        var counts = new ViewerCounts(redis, NullLogger<ViewerCounts>.Instance);
        var stream = new StreamRow { Id = Guid.CreateVersion7(), Status = StreamStatus.Live, ViewerCount = 6, PeakViewers = 8 };

        var view = await counts.ViewAsync(stream, TestContext.Current.CancellationToken);

        view.ViewerCount.ShouldBe(6);
        view.PeakViewers.ShouldBe(8);
    }
}
