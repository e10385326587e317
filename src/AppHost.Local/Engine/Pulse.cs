namespace Streaming.AppHost.Local.Engine;

/// <summary>Wakes everyone who waits for a change. Read <see cref="Next"/> before looking at the state, then await it.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource _next = Create();

    public Task Next => Volatile.Read(ref _next).Task;

    public void Beat() => Interlocked.Exchange(ref _next, Create()).SetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
