namespace Streaming.MediaNode.Transport.Srtp;

/// <summary>Extends 16-bit sequence numbers to packet indices (RFC 3711 §3.3.1 and appendix A).</summary>
public struct RolloverCounter
{
    private const int Half = 0x8000;
    private uint _rollover;
    private int _highest;
    private bool _started;

    /// <summary>The most likely roll-over count of a packet; false when it would lie before the stream's begin.</summary>
    public readonly bool TryEstimate(ushort sequence, out uint rollover)
    {
        rollover = _rollover;
        if (!_started) return true;
        if (_highest < Half)
        {
            if (sequence - _highest <= Half) return true;
            if (_rollover == 0) return false;
            rollover = _rollover - 1;
        }
        else if (_highest - Half > sequence)
        {
            rollover = _rollover + 1;
        }
        return true;
    }

    /// <summary>Takes note of a packet that was sent, or authenticated, with that roll-over count.</summary>
    public void Advance(uint rollover, ushort sequence)
    {
        if (!_started || rollover == _rollover + 1)
        {
            _started = true;
            _rollover = rollover;
            _highest = sequence;
        }
        else if (rollover == _rollover && sequence > _highest)
        {
            _highest = sequence;
        }
    }
}
