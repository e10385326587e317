using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Engine;

/// <summary>Runs a workload as a process and watches its health.</summary>
internal sealed class ProcessRunner(IWorkload workload, ResourceIdentity identity, ResourceFeed feed, ConsoleLog log, TimeProvider time)
    : ResourceRunner(identity, feed, log, time)
{
    private static readonly TimeSpan PauseWhileStarting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseWhileHealthy = TimeSpan.FromSeconds(5);

    protected override async Task<int> RunOnceAsync(CancellationToken stop)
    {
        await workload.PrepareAsync(stop);
        var launch = workload.CreateLaunch();
        await using var process = await ChildProcess.StartAsync(launch, Log.Add, Time);
        Update(state => state with
        {
            State = ResourceState.Running,
            ProcessId = process.Id,
            StartedAt = Time.GetUtcNow(),
            StoppedAt = null,
            HealthText = "starting",
            Environment = launch.Environment,
            Command = launch.FileName,
        });

        using var running = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var health = WatchHealthAsync(running.Token);
        try
        {
            return await process.Exited.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync();
            throw;
        }
        finally
        {
            await running.CancelAsync();
            await health;
        }
    }

    private async Task WatchHealthAsync(CancellationToken running)
    {
        try
        {
            while (true)
            {
                Report(await WorkloadHealth.FindTroubleAsync(workload, running));
                await Task.Delay(Current.IsHealthy ? PauseWhileHealthy : PauseWhileStarting, Time, running);
            }
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            return;
        }
    }

    // The same trouble again is no news: every update travels to the dashboard.
    private void Report(string? trouble)
    {
        if (trouble is null || trouble != Current.HealthText)
        {
            Update(state => state with { IsHealthy = trouble is null, HealthText = trouble ?? "", CheckedAt = Time.GetUtcNow() });
        }
    }
}
