using System.Globalization;
using System.Diagnostics;
using System.Net.Http.Json;
using Shouldly;
using Streaming.AppHost.Local.Engine;
using Streaming.AppHost.Local.Tests.Support;
using Streaming.Testing;

namespace Streaming.AppHost.Local.Tests.Engine;

public sealed class RestartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_WhenKilledAgainAndAgain_ComesBackEachTime()
    {
        await using var host = await StubHosts.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Url };
        for (var round = 0; round < 3; round++)
        {
            var before = await client.GetFromJsonAsync<int>("/pid", Stop);
            using (var process = Process.GetProcessById(before))
            {
                process.Kill();
            }

            await Eventually.BecomesTrueAsync(async () => await PidAsync(client) is { } now && now != before);
        }

        host.Output.Count(line => line.Contains("second-0: ended with exit code 137", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task Postgres_WhenKilled_ComesBackOnTheSamePortWithItsDatabase()
    {
        await using var host = await StubHosts.StartAsync();
        var log = Path.Combine(host.Data, "logs", "postgres-0.log");
        var postmaster = int.Parse((await File.ReadAllLinesAsync(Path.Combine(host.Data, "postgres", "postmaster.pid"), Stop))[0], CultureInfo.InvariantCulture);

        using (var process = Process.GetProcessById(postmaster))
        {
            process.Kill();
        }

        await Eventually.BecomesTrueAsync(async () =>
            (await File.ReadAllLinesAsync(log, Stop)).Count(line => line.Contains("ready to accept connections", StringComparison.Ordinal)) == 2);
    }

    [Fact]
    public void BackOff_WhenCrashesFollowEachOther_WaitsLongerUpToALimit()
    {
        var backOff = new BackOff();

        var pauses = Enumerable.Range(0, 12).Select(_ => backOff.After(TimeSpan.Zero)).ToList();

        pauses.ShouldBeInOrder();
        pauses[0].ShouldBeLessThan(TimeSpan.FromSeconds(1));
        pauses[1].ShouldBeGreaterThan(pauses[0]);
        pauses[^1].ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void BackOff_AfterAGoodRun_IsShortAgain()
    {
        var backOff = new BackOff();
        var first = backOff.After(TimeSpan.Zero);
        backOff.After(TimeSpan.Zero);
        backOff.After(TimeSpan.Zero);

        backOff.After(TimeSpan.FromMinutes(5)).ShouldBe(first);
    }

    private static async Task<int?> PidAsync(HttpClient client)
    {
        try
        {
            return await client.GetFromJsonAsync<int>("/pid", Stop);
        }
        catch (HttpRequestException)
        {
            // Not back yet.
            return null;
        }
    }
}
