using Streaming.MediaNode.Protocol;

namespace Streaming.MediaNode.Forwarding;

/// <summary>
/// Which simulcast layer a subscriber should get: the best that is alive, not above what its client asked for (window size, quality)
/// and not above what its path carries. Loss lowers the cap for a while, longer each time; it is the only signal, since receivers'
/// bandwidth estimates (REMB) never exceed what we send already.
/// </summary>
public sealed class LayerChoice
{
    private const int All = int.MaxValue;
    private const byte HeavyLoss = 38;
    private const int FirstCapSeconds = 8, LongestCapSeconds = 60;
    private const long HoldMicros = 5_000_000;
    private int _wanted = All, _cap = All, _capSeconds = FirstCapSeconds;
    private long _cappedUntil;

    /// <summary>Takes note of what the client asked for.</summary>
    public void Apply(UpdateTrackSettings settings, IReadOnlyList<VideoLayer> layers)
    {
        _wanted = All;
        if (settings.Width > 0 && layers.Count > 1)
        {
            for (var i = layers.Count - 1; i >= 0; i--)
                if (layers[i].Width >= settings.Width) _wanted = i;
        }
        else if (settings.Quality is VideoQuality.Low or VideoQuality.Medium)
        {
            _wanted = (int)settings.Quality;
        }
    }

    /// <summary>Takes note of a receiver report; true when the choice may change.</summary>
    public bool OnLoss(byte fractionLost, IncomingStream current, long now)
    {
        if (fractionLost < HeavyLoss || now < _cappedUntil - HoldMicros) return false;
        _cap = Math.Max(0, current.Index - 1);
        _cappedUntil = now + _capSeconds * 1_000_000L;
        _capSeconds = Math.Min(LongestCapSeconds, _capSeconds * 2);
        return true;
    }

    /// <summary>The layer to send; null while none is alive.</summary>
    public IncomingStream? Best(PublishedTrack track, long now)
    {
        var limit = now < _cappedUntil ? Math.Min(_wanted, _cap) : _wanted;
        IncomingStream? best = null;
        foreach (var stream in track.Streams)
            if (stream.IsAlive(now) && (best is null || stream.Index <= limit)) best = stream;
        return best;
    }
}
