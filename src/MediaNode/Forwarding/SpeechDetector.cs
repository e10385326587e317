namespace Streaming.MediaNode.Forwarding;

/// <summary>Tells from the audio levels in packet headers (RFC 6464) whether someone speaks.</summary>
public sealed class SpeechDetector
{
    private const int LoudDecibels = 45, LoudShareOf100 = 30, QuietestShown = 60;
    private const long HangoverMicros = 800_000;
    private const double LeastLevel = 0.05;
    private int _packets, _loud, _loudSum;
    private long _spokeAt;

    /// <summary>Speaks now.</summary>
    public bool Speaking { get; private set; }

    /// <summary>How loud, 0 to 1.</summary>
    public float Level { get; private set; }

    /// <summary>Notes one packet's level in -dBov.</summary>
    public void Add(int level)
    {
        _packets++;
        if (level >= LoudDecibels) return;
        _loud++;
        _loudSum += level;
    }

    /// <summary>Judges the time since the last call; true when speaking began or ended.</summary>
    public bool Update(long now)
    {
        var before = Speaking;
        if (_packets > 0 && _loud * 100 >= _packets * LoudShareOf100)
        {
            Speaking = true;
            Level = (float)Math.Clamp(1 - (double)_loudSum / _loud / QuietestShown, LeastLevel, 1);
            _spokeAt = now;
        }
        else if (now - _spokeAt > HangoverMicros)
        {
            Speaking = false;
            Level = 0;
        }
        _packets = _loud = _loudSum = 0;
        return before != Speaking;
    }
}
