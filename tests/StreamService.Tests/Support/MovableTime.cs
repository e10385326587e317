namespace Streaming.StreamService.Tests.Support;

/// <summary>The real clock, set forward as far as a test wants; timers go on in real time.</summary>
public sealed class MovableTime : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public void Reset() => Interlocked.Exchange(ref _ahead, 0);
}
