using System.Runtime.InteropServices;
using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.Forwarding;

/// <summary>Which packets of a video stream are missing, and when to ask for them (again). Bounded; allocates nothing after its creation.</summary>
public sealed class LossTracker
{
    private const int LargestGap = 200, LateAfter = 500;
    private const long RetryMicros = 40_000;
    private readonly Loss[] _losses = new Loss[Limits.PendingNacks];
    private readonly ushort[] _due = new ushort[Limits.PendingNacks];
    private int _count;
    private int _highest = -1;

    /// <summary>What a packet's arrival means.</summary>
    public enum Arrival
    {
        /// <summary>New.</summary>
        Fresh,

        /// <summary>One that was missed.</summary>
        Recovered,

        /// <summary>Not missed: a duplicate or far too late.</summary>
        Unwanted,
    }

    /// <summary>Notes an arrival and what it shows to be missing.</summary>
    public Arrival Add(ushort sequence, long now)
    {
        if (_highest < 0)
        {
            _highest = sequence;
            return Arrival.Fresh;
        }
        var ahead = (short)(sequence - (ushort)_highest);
        if (ahead <= 0) return Remove(sequence) ? Arrival.Recovered : ahead < -LateAfter || ahead == 0 ? Arrival.Unwanted : Arrival.Fresh;
        if (ahead < LargestGap)
            for (var i = 1; i < ahead && _count < _losses.Length; i++) _losses[_count++] = new Loss((ushort)(_highest + i), now, 0);
        _highest = sequence;
        return Arrival.Fresh;
    }

    /// <summary>Sequence numbers to ask for now, in order; <paramref name="givenUp"/> when some never came and only a key frame helps.</summary>
    public ReadOnlySpan<ushort> Due(long now, out bool givenUp)
    {
        givenUp = false;
        var due = 0;
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            var loss = _losses[i];
            if (loss.Attempts >= Limits.NackAttempts)
            {
                givenUp = true;
                continue;
            }
            if (loss.NextAt <= now)
            {
                _due[due++] = loss.Sequence;
                loss = new Loss(loss.Sequence, now + RetryMicros, loss.Attempts + 1);
            }
            _losses[kept++] = loss;
        }
        _count = kept;
        var result = _due.AsSpan(0, due);
        result.Sort(static (a, b) => (short)(a - b));
        return result;
    }

    private bool Remove(ushort sequence)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_losses[i].Sequence != sequence) continue;
            _losses[i] = _losses[--_count];
            return true;
        }
        return false;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Loss(ushort Sequence, long NextAt, int Attempts);
}
