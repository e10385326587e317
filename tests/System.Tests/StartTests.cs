using System.Net;
using Shouldly;
using Streaming.Testing;

namespace Streaming.SystemTests;

[Collection(CalmPlatform.Name)]
public sealed class StartTests(RunningPlatform running)
{
    private readonly Platform _platform = running.Platform;

    private static readonly string[] Services = ["identity", "stream", "chat", "gift", "wallet", "notification", "gateway"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_WhenReady_IsHealthyAndHasNotCrashedOnTheWay()
    {
        using var client = _platform.CreateClient();

        (await client.GetAsync("/health/ready", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var resource in Services.Append("medianode"))
        {
            _platform.Host.Output.ShouldContain(line => line.EndsWith($" {resource}-0 is healthy", StringComparison.Ordinal));
        }

        _platform.Host.Output.ShouldNotContain(line => line.Contains("trying again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheMainJob_CanBeDoneThroughTheGateway()
    {
        using var client = _platform.CreateClient();

        (await client.GetAsync("/api/gifts", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/streams/live", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/tokens/packages", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsync("/api/auth/guest", content: null, Stop)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task EveryService_SendsTelemetryToTheDashboard()
    {
        await Eventually.PassesAsync(
            async () => Services.ShouldBeSubsetOf(await _platform.Telemetry.SourcesAsync(Stop)),
            TimeSpan.FromSeconds(60));
    }
}
