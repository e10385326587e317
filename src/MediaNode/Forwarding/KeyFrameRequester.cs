using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.Forwarding;

/// <summary>
/// Decides when a publisher is asked for a key frame: at most once per <see cref="Limits.KeyFrameInterval"/>, and again until one
/// comes while a subscriber waits for it.
/// </summary>
public sealed class KeyFrameRequester
{
    private const long RepeatMicros = 500_000;
    private static readonly long Interval = MediaClock.Micros(Limits.KeyFrameInterval);
    private long _askedAt = -RepeatMicros;
    private bool _awaited;

    /// <summary>Someone can't go on; true when the request should be sent now. <paramref name="until"/> key frame: keep asking.</summary>
    public bool Request(long now, bool until)
    {
        _awaited |= until;
        if (now - _askedAt < Interval) return false;
        _askedAt = now;
        return true;
    }

    /// <summary>Whether to ask again now.</summary>
    public bool IsDue(long now) => _awaited && now - _askedAt > RepeatMicros && Request(now, until: true);

    /// <summary>A key frame came.</summary>
    public void Satisfied() => _awaited = false;
}
