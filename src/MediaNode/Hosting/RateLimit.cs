namespace Streaming.MediaNode.Hosting;

/// <summary>A token bucket on the media clock. Not thread-safe.</summary>
public sealed class RateLimit(int burst, int perSecond)
{
    private double _tokens = burst;
    private long _at;

    /// <summary>Takes one token if there is one.</summary>
    public bool TryTake(long now)
    {
        if (_at != 0) _tokens = Math.Min(burst, _tokens + (now - _at) / 1e6 * perSecond);
        _at = now;
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }
}
