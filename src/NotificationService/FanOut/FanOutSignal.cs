namespace Streaming.NotificationService;

/// <summary>Wakes this process's <see cref="FanOutWorker"/> when there is a new fan-out.</summary>
internal sealed class FanOutSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0);

    public Task RaiseAsync()
    {
        // Raised already: one round does everything there is.
        if (_raised.CurrentCount == 0)
        {
            _raised.Release();
        }

        return Task.CompletedTask;
    }

    public Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellation) => _raised.WaitAsync(limit, cancellation);

    public void Dispose() => _raised.Dispose();
}
