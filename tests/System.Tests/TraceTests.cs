using System.Diagnostics;
using System.Net;
using Shouldly;
using Streaming.Testing;

namespace Streaming.SystemTests;

[Collection(CalmPlatform.Name)]
public sealed class TraceTests(RunningPlatform running)
{
    private readonly Platform _platform = running.Platform;

    private static readonly string[] Travelled = ["gateway", "gift", "wallet", "chat", "stream"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AGift_IsOneTraceFromTheClientThroughGatewayDatabaseAndBusToTheOtherServices()
    {
        using var creator = await Person.RegisterAsync(_platform, "creator", Stop);
        using var viewer = await Person.RegisterAsync(_platform, "viewer", Stop);
        var slug = $"ch-{Guid.NewGuid():N}"[..16];
        await creator.PostAsync("/api/channels", new { name = "Channel", slug }, HttpStatusCode.Created, Stop);
        await creator.PostAsync("/api/streams/setup", new { title = "Live now" }, HttpStatusCode.OK, Stop);
        var live = await creator.PostAsync("/api/streams/go-live", new { }, HttpStatusCode.OK, Stop);
        var streamId = (string)live["stream"]!["id"]!;
        await viewer.PostAsync("/api/tokens/purchases", new { packageId = await CheapestPackageAsync(viewer), provider = "sandbox", paymentMethod = "pm_ok" }, HttpStatusCode.Created, Stop);
        var gift = (await viewer.GetAsync("/api/gifts", Stop))["items"]!.AsArray().First(item => (int)item!["tokens"]! == 1)!;
        var trace = ActivityTraceId.CreateRandom();

        await Eventually.PassesAsync(() => viewer.PostAsync(
            $"/api/streams/{streamId}/gifts", new { giftId = (string)gift["id"]!, quantity = 1 }, HttpStatusCode.Created, Stop, trace));

        await Eventually.PassesAsync(
            async () =>
            {
                var spans = await _platform.Telemetry.TraceAsync(trace.ToString(), Stop);
                Travelled.ShouldBeSubsetOf(spans.Select(span => span.Service));
                spans.ShouldContain(span => span.Service == "wallet" && span.Source == "Npgsql", "the ledger's database");
                spans.ShouldContain(span => span.Service == "wallet" && span.Source == "MassTransit", "the bus");
                var ids = spans.Select(span => span.Id).ToHashSet(StringComparer.Ordinal);
                spans.Count(span => span.ParentId.Length == 0 || !ids.Contains(span.ParentId)).ShouldBe(1, "everything hangs under the client's request");
            },
            TimeSpan.FromSeconds(60));
    }

    private static async Task<string> CheapestPackageAsync(Person viewer) =>
        (string)(await viewer.GetAsync("/api/tokens/packages", Stop))["items"]!.AsArray().MinBy(item => (int)item!["tokens"]!)!["id"]!;
}
