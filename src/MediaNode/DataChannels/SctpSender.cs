using System.Buffers.Binary;
using System.Security.Cryptography;
using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.DataChannels;

/// <summary>
/// Sending half of an association: cuts messages into chunks, keeps a bounded number in flight, repeats what is not acknowledged.
/// Everything is sent reliably; a peer that takes nothing for long ends its association.
/// </summary>
internal sealed class SctpSender(Action<ReadOnlySpan<byte>> sendChunk)
{
    private const int FragmentBytes = 1_100, LargestFlight = 96 * 1024, FastRetransmitAfter = 3, MaxAttempts = 8;
    private const long RetransmitMicros = 400_000;
    private const byte End = 1, Begin = 2, Unordered = 4;
    private readonly Queue<Chunk> _waiting = new();
    private readonly LinkedList<Chunk> _flight = new();
    private readonly Dictionary<ushort, ushort> _sequences = [];
    private int _inFlight;
    private uint _window = 128 * 1024;
    private uint _nextTsn = (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue);

    private sealed class Chunk(uint tsn, byte[] bytes)
    {
        public uint Tsn => tsn;
        public byte[] Bytes => bytes;
        public long SentAt { get; set; }
        public int Attempts { get; set; }
        public int Missed { get; set; }
        public bool Acknowledged { get; set; }
    }

    /// <summary>The number of the next chunk.</summary>
    public uint NextTsn => _nextTsn;

    /// <summary>The peer takes nothing any more.</summary>
    public bool Dead { get; private set; }

    /// <summary>The peer's receive window.</summary>
    public void SetWindow(uint window) => _window = window;

    /// <summary>Sends a message; false when too much is waiting already.</summary>
    public bool Send(ushort stream, uint protocol, ReadOnlySpan<byte> message, bool ordered, long now)
    {
        var fragments = Math.Max(1, (message.Length + FragmentBytes - 1) / FragmentBytes);
        if (Dead || _waiting.Count + fragments > Limits.DataChunksQueued) return false;
        var sequence = _sequences.GetValueOrDefault(stream);
        for (var i = 0; i < fragments; i++)
        {
            var part = message[(i * FragmentBytes)..Math.Min(message.Length, (i + 1) * FragmentBytes)];
            var flags = (ordered ? 0 : Unordered) | (i == 0 ? Begin : 0) | (i == fragments - 1 ? End : 0);
            _waiting.Enqueue(MakeChunk((byte)flags, stream, ordered ? sequence : (ushort)0, protocol, part));
        }
        if (ordered) _sequences[stream] = (ushort)(sequence + 1);
        Pump(now);
        return true;
    }

    /// <summary>Takes a selective acknowledgement.</summary>
    public void OnSack(ReadOnlySpan<byte> chunk, long now)
    {
        if (chunk.Length < 12) return;
        var acknowledged = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        _window = Math.Max(1_500, BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]));
        while (_flight.First is { } first && !SctpWire.IsAfter(first.Value.Tsn, acknowledged))
        {
            Acknowledge(first.Value);
            _flight.RemoveFirst();
        }
        var highest = acknowledged;
        var gaps = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(chunk[8..]), (chunk.Length - 12) / 4);
        for (var gap = 0; gap < gaps; gap++)
        {
            var start = acknowledged + BinaryPrimitives.ReadUInt16BigEndian(chunk[(12 + 4 * gap)..]);
            highest = acknowledged + BinaryPrimitives.ReadUInt16BigEndian(chunk[(14 + 4 * gap)..]);
            foreach (var sent in _flight)
                if (!SctpWire.IsAfter(start, sent.Tsn) && !SctpWire.IsAfter(sent.Tsn, highest)) Acknowledge(sent);
        }
        if (gaps > 0) RetransmitMissing(highest, now);
        Pump(now);
    }

    /// <summary>Repeats what waited too long.</summary>
    public void Tick(long now)
    {
        foreach (var sent in _flight)
        {
            if (sent.Acknowledged || now - sent.SentAt <= RetransmitMicros << Math.Min(sent.Attempts, 4)) continue;
            if (sent.Attempts > MaxAttempts)
            {
                Dead = true;
                _waiting.Clear();
                _flight.Clear();
                return;
            }
            Transmit(sent, now);
        }
    }

    private Chunk MakeChunk(byte flags, ushort stream, ushort sequence, uint protocol, ReadOnlySpan<byte> part)
    {
        var body = new byte[SctpWire.DataHeader + part.Length];
        BinaryPrimitives.WriteUInt32BigEndian(body, _nextTsn);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(4), stream);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(6), sequence);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(8), protocol);
        part.CopyTo(body.AsSpan(SctpWire.DataHeader));
        var bytes = new byte[(SctpWire.ChunkHeader + body.Length + 3) & ~3];
        SctpWire.WriteChunk(bytes, SctpWire.Data, flags, body);
        return new Chunk(_nextTsn++, bytes);
    }

    private void RetransmitMissing(uint highest, long now)
    {
        foreach (var sent in _flight)
            if (!sent.Acknowledged && SctpWire.IsAfter(highest, sent.Tsn) && ++sent.Missed == FastRetransmitAfter) Transmit(sent, now);
    }

    private void Acknowledge(Chunk chunk)
    {
        if (chunk.Acknowledged) return;
        chunk.Acknowledged = true;
        _inFlight -= chunk.Bytes.Length;
    }

    private void Pump(long now)
    {
        while (_waiting.TryPeek(out var next) && (_inFlight == 0 || _inFlight + next.Bytes.Length < Math.Min(_window, LargestFlight)))
        {
            _waiting.Dequeue();
            _flight.AddLast(next);
            _inFlight += next.Bytes.Length;
            Transmit(next, now);
        }
    }

    private void Transmit(Chunk chunk, long now)
    {
        chunk.SentAt = now;
        chunk.Attempts++;
        chunk.Missed = 0;
        sendChunk(chunk.Bytes);
    }
}
