using System.Diagnostics;
using Shouldly;
using Streaming.AppHost.Local.Tests.Support;
using Streaming.Testing;

namespace Streaming.AppHost.Local.Tests.Engine;

public sealed class EndTests
{
    private static readonly TimeSpan CleanStop = TimeSpan.FromSeconds(15);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signal_WhenEverythingRuns_EndsAllInTimeAndLeavesNoProcess(string signal)
    {
        await using var host = await StubHosts.StartAsync(["--stub:broker=true", .. StubHosts.WithDashboard]);
        var processes = ProcessTree.Below(host.ProcessId);
        processes.Select(process => process.Name).ShouldContain(name => name.StartsWith("beam", StringComparison.Ordinal));
        var since = Stopwatch.StartNew();

        host.Signal(signal);
        var exitCode = await host.WaitForExitAsync(Stop);

        exitCode.ShouldBe(0);
        since.Elapsed.ShouldBeLessThan(CleanStop);
        processes.Where(ProcessTree.IsRunning).ShouldBeEmpty();
        host.Output[^1].ShouldBe("stopped");
    }

    [Fact]
    public async Task Kill_OfTheHost_TakesEveryChildAlong()
    {
        await using var host = await StubHosts.StartAsync(["--stub:broker=true", .. StubHosts.WithDashboard]);
        var processes = ProcessTree.Below(host.ProcessId);
        foreach (var expected in (string[])["epmd", "beam.smp", "postgres", "redis-server", "StubHost", "erl_child_setup"])
        {
            processes.ShouldContain(process => process.Name == expected, expected);
        }

        host.Signal("KILL");
        await host.WaitForExitAsync(Stop);

        await Eventually.PassesAsync(() =>
        {
            processes.Where(ProcessTree.IsRunning).ShouldBeEmpty();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Kill_DuringTheStart_LeavesNothingBehind()
    {
        using var folder = new TestFolder();
        await using var host = await HostProcess.LaunchAsync(StubHosts.Program, ["--stub:broker=true", "--stub:delay-first=60000"], folder.Path);
        await Eventually.BecomesTrueAsync(() => ProcessTree.Below(host.ProcessId).Any(process => process.Name == "redis-server"));
        var processes = ProcessTree.Below(host.ProcessId);

        host.Signal("KILL");
        await host.WaitForExitAsync(Stop);

        await Eventually.BecomesTrueAsync(() => !processes.Any(ProcessTree.IsRunning));
    }

    [Fact]
    public async Task Start_AfterTheHostWasKilled_FindsItsDataUsable()
    {
        using var folder = new TestFolder();
        await using (var host = await HostProcess.StartAsync(StubHosts.Program, ["--stub:broker=true"], folder.Path))
        {
            host.Signal("KILL");
            await host.WaitForExitAsync(Stop);
        }

        await using var again = await HostProcess.StartAsync(StubHosts.Program, ["--stub:broker=true"], folder.Path);

        again.Output.ShouldContain(line => line.EndsWith("shopdb-0 is healthy", StringComparison.Ordinal));
    }
}
