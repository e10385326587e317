using System.Buffers.Binary;

namespace Streaming.MediaNode.Rtcp;

/// <summary>
/// Arrival times of a publisher's packets, and the feedback that lets it estimate its bandwidth
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). Two-bit status chunks only. Guarded by the room's gate.
/// </summary>
public sealed class TransportFeedback
{
    private const int Capacity = 512, MaxStatuses = 400, TicksPerReference = 256;
    private const long MicrosPerTick = 250, MicrosPerReference = MicrosPerTick * TicksPerReference;
    private readonly (long Sequence, long At)[] _arrivals = new (long, long)[Capacity];
    private int _count;
    private long _last = -1;
    private byte _feedbackNumber;

    /// <summary>A stream of this publisher, which the feedback names; 0 before the first packet.</summary>
    public uint MediaSsrc { get; set; }

    /// <summary>Notes that a packet arrived.</summary>
    public void Add(ushort sequence, long now)
    {
        // Unwrapped numbers keep the order across the wrap; far jumps start over.
        var unwrapped = _last < 0 ? sequence : _last + (short)(sequence - (ushort)_last);
        if (unwrapped < 0) return;
        _last = Math.Max(_last, unwrapped);
        if (_count < Capacity) _arrivals[_count++] = (unwrapped, now);
    }

    /// <summary>Writes the feedback for what arrived since the last; returns its length, 0 when nothing did.</summary>
    public int Write(Span<byte> packet)
    {
        if (_count == 0) return 0;
        _arrivals.AsSpan(0, _count).Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence));
        var first = _arrivals[0].Sequence;
        var statuses = (int)Math.Min(_arrivals[_count - 1].Sequence - first + 1, MaxStatuses);
        var reference = _arrivals[0].At / MicrosPerReference;

        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], MediaSsrc);
        BinaryPrimitives.WriteUInt16BigEndian(packet[12..], (ushort)first);
        BinaryPrimitives.WriteUInt16BigEndian(packet[14..], (ushort)statuses);
        packet[16] = (byte)(reference >> 16);
        packet[17] = (byte)(reference >> 8);
        packet[18] = (byte)reference;
        packet[19] = _feedbackNumber++;

        Span<byte> symbols = stackalloc byte[MaxStatuses];
        Span<short> deltas = stackalloc short[MaxStatuses];
        var used = Quantise(first, statuses, reference * TicksPerReference, symbols[..statuses], deltas);
        Array.Copy(_arrivals, used, _arrivals, 0, _count - used);
        _count -= used;
        return Finish(packet, WriteDeltas(packet, WriteSymbols(packet, 20, symbols[..statuses]), symbols[..statuses], deltas));
    }

    /// <summary>Symbols: 0 lost, 1 one-byte delta, 2 two-byte delta. Returns how many arrivals were used.</summary>
    private int Quantise(long first, int statuses, long ticks, Span<byte> symbols, Span<short> deltas)
    {
        symbols.Clear();
        var used = 0;
        for (; used < _count; used++)
        {
            if (_arrivals[used].Sequence - first >= statuses) break;
            var at = (int)(_arrivals[used].Sequence - first);
            var delta = _arrivals[used].At / MicrosPerTick - ticks;
            if (symbols[at] != 0 || delta is < short.MinValue or > short.MaxValue) continue;
            ticks += delta;
            deltas[at] = (short)delta;
            symbols[at] = (byte)(delta is >= 0 and <= byte.MaxValue ? 1 : 2);
        }
        return used;
    }

    private static int WriteSymbols(Span<byte> packet, int at, ReadOnlySpan<byte> symbols)
    {
        const int perChunk = 7, twoBitChunk = 0xC000;
        for (var i = 0; i < symbols.Length; i += perChunk, at += 2)
        {
            var chunk = twoBitChunk;
            for (var k = 0; k < perChunk && i + k < symbols.Length; k++) chunk |= symbols[i + k] << (12 - 2 * k);
            BinaryPrimitives.WriteUInt16BigEndian(packet[at..], (ushort)chunk);
        }
        return at;
    }

    private static int WriteDeltas(Span<byte> packet, int at, ReadOnlySpan<byte> symbols, ReadOnlySpan<short> deltas)
    {
        for (var i = 0; i < symbols.Length; i++)
        {
            if (symbols[i] == 1)
            {
                packet[at++] = (byte)deltas[i];
            }
            else if (symbols[i] == 2)
            {
                BinaryPrimitives.WriteInt16BigEndian(packet[at..], deltas[i]);
                at += 2;
            }
        }
        return at;
    }

    private static int Finish(Span<byte> packet, int length)
    {
        const byte hasPadding = 0x20;
        var padding = (4 - length % 4) % 4;
        for (var i = 1; i <= padding; i++) packet[length++] = (byte)(i == padding ? padding : 0);
        RtcpPackets.Header(packet, RtcpPackets.TransportWideFeedback, RtcpPackets.TransportFeedback, length, RtcpPackets.OwnSsrc);
        if (padding > 0) packet[0] |= hasPadding;
        return length;
    }
}
