namespace Streaming.StreamService.Tests.Support;

/// <summary>The real clock, set forward as far as a test wants, or standing still; timers go on in real time.</summary>
public sealed class MovableTime : TimeProvider
{
    private readonly Lock _gate = new();
    private TimeSpan _ahead;
    private DateTimeOffset? _frozen;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return (_frozen ?? base.GetUtcNow()) + _ahead;
        }
    }

    public void Advance(TimeSpan by)
    {
        lock (_gate)
        {
            _ahead += by;
        }
    }

    /// <summary>From now on only <see cref="Advance"/> moves it: a slow machine changes nothing.</summary>
    public void Freeze()
    {
        lock (_gate)
        {
            _frozen = base.GetUtcNow();
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            (_ahead, _frozen) = (TimeSpan.Zero, null);
        }
    }
}
