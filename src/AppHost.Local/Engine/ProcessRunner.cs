using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Engine;

/// <summary>Runs a workload as a process and watches its health.</summary>
internal sealed class ProcessRunner(IWorkload workload, ResourceIdentity identity, ResourceFeed feed, ConsoleLog log, TimeProvider time)
    : ResourceRunner(identity, feed, log, time)
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseWhileStarting = TimeSpan.FromMilliseconds(150);
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
        while (!running.IsCancellationRequested)
        {
            var trouble = await FindTroubleAsync(running);
            if (running.IsCancellationRequested)
            {
                return;
            }

            Update(state => state with { IsHealthy = trouble is null, HealthText = trouble ?? "", CheckedAt = Time.GetUtcNow() });
            await Task.Delay(trouble is null ? PauseWhileHealthy : PauseWhileStarting, Time, running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string?> FindTroubleAsync(CancellationToken running)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(running);
        limit.CancelAfter(CheckTimeout);
        try
        {
            await workload.CheckAsync(limit.Token);
            return null;
        }
        catch (NotReadyException error)
        {
            return error.Message;
        }
        catch (OperationCanceledException)
        {
            return $"no answer within {CheckTimeout.TotalSeconds} s";
        }
    }
}
