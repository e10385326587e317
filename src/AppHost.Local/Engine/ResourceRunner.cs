namespace Streaming.AppHost.Local.Engine;

/// <summary>
/// Keeps one resource running: waits for what it needs, starts it, starts it again with growing pauses when it ends, until it
/// is told to stop. Commands (start, stop, restart) come one at a time; <see cref="Current"/> may be read by anyone.
/// </summary>
internal abstract class ResourceRunner(ResourceIdentity identity, ResourceFeed feed, ConsoleLog log, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _commands = new(1);
    private readonly Lock _state = new();
    private readonly BackOff _backOff = new();
    private ResourceSnapshot _current = new() { Identity = identity };
    private (Task Done, CancellationTokenSource Stop)? _session;

    public ResourceSnapshot Current
    {
        get
        {
            lock (_state)
            {
                return _current;
            }
        }
    }

    public ConsoleLog Log => log;

    /// <summary>Started by hand, not with the rest.</summary>
    public bool ExplicitStart { get; init; }

    /// <summary>Runners that must be healthy before this one starts.</summary>
    public IReadOnlyList<ResourceRunner> WaitsFor { get; set; } = [];

    protected TimeProvider Time => time;

    public void Announce() => feed.Publish(Current);

    public Task StartAsync() => CommandAsync(() =>
    {
        if (_session is null)
        {
            var stop = new CancellationTokenSource();
            _session = (Task.Run(() => SuperviseAsync(stop.Token)), stop);
        }

        return Task.CompletedTask;
    });

    public Task StopAsync() => CommandAsync(EndSessionAsync);

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public Task WhenHealthyAsync(CancellationToken cancellationToken) =>
        feed.WaitAsync(_ => Current.IsHealthy, cancellationToken);

    public void Dispose() => _commands.Dispose();

    /// <summary>Starts it once and stays until it ends by itself (exit code) or is told to stop (cancelled, after a clean end).</summary>
    protected abstract Task<int> RunOnceAsync(CancellationToken stop);

    protected void Update(Func<ResourceSnapshot, ResourceSnapshot> change)
    {
        lock (_state)
        {
            _current = change(_current);
            feed.Publish(_current);
        }
    }

    private async Task CommandAsync(Func<Task> command)
    {
        await _commands.WaitAsync();
        try
        {
            await command();
        }
        finally
        {
            _commands.Release();
        }
    }

    private async Task EndSessionAsync()
    {
        if (_session is not { } session)
        {
            return;
        }

        Update(state => state with { State = ResourceState.Stopping, IsHealthy = false });
        await session.Stop.CancelAsync();
        await session.Done;
        session.Stop.Dispose();
        _session = null;
        Update(state => state with { State = ResourceState.Exited, IsHealthy = false, ProcessId = null, StoppedAt = time.GetUtcNow() });
    }

    private async Task SuperviseAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await WaitForOthersAsync(stop);
                var since = time.GetTimestamp();
                await RunAndReportAsync(stop);
                await Task.Delay(_backOff.After(time.GetElapsedTime(since)), time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.Say("stopped");
        }
    }

    private async Task WaitForOthersAsync(CancellationToken stop)
    {
        if (WaitsFor.Any(other => !other.Current.IsHealthy))
        {
            Update(state => state with { State = ResourceState.Waiting });
            await Task.WhenAll(WaitsFor.Select(other => other.WhenHealthyAsync(stop)));
        }

        Update(state => state with { State = ResourceState.Starting, Starts = state.Starts + 1, ExitCode = null });
    }

    private async Task RunAndReportAsync(CancellationToken stop)
    {
        try
        {
            var exitCode = await RunOnceAsync(stop);
            log.Say($"ended with exit code {exitCode}");
            Update(state => state with { State = ResourceState.Exited, ExitCode = exitCode, IsHealthy = false, HealthText = $"ended with exit code {exitCode}", ProcessId = null, StoppedAt = time.GetUtcNow() });
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.Say($"did not start: {error.Message}");
            Update(state => state with { State = ResourceState.FailedToStart, IsHealthy = false, HealthText = error.Message, ProcessId = null, StoppedAt = time.GetUtcNow() });
        }
    }
}
