using System.Globalization;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Streaming.AppHost.Local.Dashboard;
using Streaming.AppHost.Local.Data;

namespace Streaming.AppHost.Local.Engine;

/// <summary>Runs a topology on this machine until it is told to stop.</summary>
internal static class LocalHost
{
    private const string AdminPassword = "admin-password";

    /// <summary>Ends after SIGINT, SIGTERM, SIGHUP or cancellation, when every process has ended.</summary>
    public static async Task RunAsync(Topology topology, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = OnSignal(PosixSignal.SIGINT, stop);
        using var terminate = OnSignal(PosixSignal.SIGTERM, stop);
        using var hangUp = OnSignal(PosixSignal.SIGHUP, stop);
        await RunUntilAsync(topology, Console.Out, stop.Token);
    }

    private static async Task RunUntilAsync(Topology topology, TextWriter output, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var options = topology.Options;
        topology.EnsureOrderExists();
        using var data = DataFolder.Open(options.DataFolder, options.Reset);

        var ports = new PortPlan(options.Port);
        var dashboard = options.Dashboard is { } program ? DashboardSettings.Create(program, ports, topology.Secrets, data) : null;
        ports.Assign(topology.Resources);

        var feed = new ResourceFeed();
        var factory = new RunnerFactory(topology, data, ports, new ProjectSurroundings(topology.Configuration, options.Bind, dashboard?.Telemetry), feed, time);
        var runners = factory.CreateAll();
        if (dashboard is not null)
        {
            runners = [.. runners, factory.CreateProcess("dashboard", "AspireDashboard", dashboard.Urls, new DashboardWorkload(dashboard))];
        }

        ports.EnsureFree();
        using var fleet = new Fleet(runners);
        await using var resourceService = dashboard is null ? null : await ResourceService.StartAsync(dashboard, fleet, feed);
        using var reportEnd = new CancellationTokenSource();
        var report = new StartupReport(fleet, feed, output, time, () => AnnounceAsync(topology, dashboard, data, output)).FollowAsync(reportEnd.Token);
        try
        {
            await fleet.StartAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await output.WriteLineAsync("stopping …");
        }
        finally
        {
            await reportEnd.CancelAsync();
            await fleet.StopAsync();
            await report;
        }

        await output.WriteLineAsync("stopped");
    }

    private static async Task AnnounceAsync(Topology topology, DashboardSettings? dashboard, DataFolder data, TextWriter output)
    {
        if (dashboard is not null)
        {
            await output.WriteLineAsync($"dashboard {dashboard.LoginUrl}");
        }

        // Not before it has been seen once: a first start that was interrupted is followed by another first start.
        var announced = Path.Combine(data.Part("run"), "admin-announced");
        if (!File.Exists(announced)
            && topology.Resources.OfType<ParameterResource>().FirstOrDefault(parameter => parameter.Name == AdminPassword) is { } password)
        {
            await output.WriteLineAsync($"admin sign-in: admin / {password.Text}");
            await File.WriteAllTextAsync(announced, "");
        }

        if (StartedAgo(TimeProvider.System) is { } took)
        {
            await output.WriteLineAsync(took);
        }

        await output.WriteLineAsync($"ready http://localhost:{topology.Options.Port.ToString(CultureInfo.InvariantCulture)}");
    }

    // ./run says when it began and whether it had to install or build anything first.
    private static string? StartedAgo(TimeProvider time) =>
        long.TryParse(Environment.GetEnvironmentVariable("RUN_STARTED_AT_MS"), NumberStyles.None, CultureInfo.InvariantCulture, out var since)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"started in {(time.GetUtcNow().ToUnixTimeMilliseconds() - since) / 1000.0:0.0} s {Environment.GetEnvironmentVariable("RUN_KIND")}").TrimEnd()
            : null;

    private static PosixSignalRegistration OnSignal(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
}
