namespace Streaming.ServiceDefaults;

/// <summary>Wakes this process's <c>OutboxSender</c> after a commit.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    internal void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Raised already: one round sends everything there is.
            return;
        }
    }

    internal Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellation) => _raised.WaitAsync(limit, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _raised.Dispose();
}
