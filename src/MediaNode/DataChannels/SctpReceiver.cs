using System.Buffers.Binary;
using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.DataChannels;

/// <summary>A message of one stream; the span is valid during the call only.</summary>
internal delegate void SctpMessageHandler(ushort stream, uint protocol, ReadOnlySpan<byte> message);

/// <summary>
/// Receiving half of an association: puts chunks in order, joins fragments, acknowledges. Delivers in order of transmission, which is
/// also right for streams that would not need it. Bounded by <see cref="Limits.DataChunksReordered"/> and <see cref="Limits.DataMessageBytes"/>.
/// </summary>
internal sealed class SctpReceiver(SctpMessageHandler deliver)
{
    public const uint Window = 256 * 1024;
    private const byte End = 1, Begin = 2;
    private const int MaxGaps = 16;
    private readonly SortedDictionary<uint, Chunk> _early = [];
    private readonly Dictionary<ushort, MemoryStream> _partial = [];
    private uint _acknowledged;

    private sealed record Chunk(byte Flags, ushort Stream, uint Protocol, byte[] Data);

    /// <summary>The peer's first chunk will have this number.</summary>
    public void Start(uint firstTsn) => _acknowledged = firstTsn - 1;

    /// <summary>Takes a data chunk.</summary>
    public void OnData(byte flags, ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < SctpWire.DataHeader) return;
        var tsn = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        if (!SctpWire.IsAfter(tsn, _acknowledged) || tsn - _acknowledged > Limits.DataChunksReordered) return;
        _early.TryAdd(tsn, new Chunk(
            flags,
            BinaryPrimitives.ReadUInt16BigEndian(chunk[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]),
            chunk[SctpWire.DataHeader..].ToArray()));
        DeliverInOrder();
    }

    /// <summary>The peer gave up on everything up to a number (RFC 3758 §3.6).</summary>
    public void OnForward(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 4) return;
        var tsn = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        if (!SctpWire.IsAfter(tsn, _acknowledged)) return;
        foreach (var early in _early.Keys.Where(k => !SctpWire.IsAfter(k, tsn)).ToList()) _early.Remove(early);
        _acknowledged = tsn;
        _partial.Clear();
        DeliverInOrder();
    }

    /// <summary>Writes the body of a selective acknowledgement (RFC 9260 §3.3.4); returns its length.</summary>
    public int WriteSack(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt32BigEndian(body, _acknowledged);
        BinaryPrimitives.WriteUInt32BigEndian(body[4..], Window);
        BinaryPrimitives.WriteUInt16BigEndian(body[10..], 0);
        var gaps = 0;
        uint start = 0, end = 0;
        foreach (var offset in _early.Keys.Select(k => k - _acknowledged).Order())
        {
            if (start != 0 && offset == end + 1)
            {
                end = offset;
                continue;
            }
            if (start != 0) WriteGap(body, ref gaps, start, end);
            start = end = offset;
        }
        if (start != 0) WriteGap(body, ref gaps, start, end);
        BinaryPrimitives.WriteUInt16BigEndian(body[8..], (ushort)gaps);
        return 12 + 4 * gaps;
    }

    /// <summary>Bytes that <see cref="WriteSack"/> may need.</summary>
    public const int SackLength = 12 + 4 * MaxGaps;

    private static void WriteGap(Span<byte> body, ref int gaps, uint start, uint end)
    {
        if (gaps == MaxGaps) return;
        BinaryPrimitives.WriteUInt16BigEndian(body[(12 + 4 * gaps)..], (ushort)start);
        BinaryPrimitives.WriteUInt16BigEndian(body[(14 + 4 * gaps)..], (ushort)end);
        gaps++;
    }

    private void DeliverInOrder()
    {
        while (_early.Remove(_acknowledged + 1, out var chunk))
        {
            _acknowledged++;
            Deliver(chunk);
        }
    }

    private void Deliver(Chunk chunk)
    {
        if ((chunk.Flags & (Begin | End)) == (Begin | End))
        {
            deliver(chunk.Stream, chunk.Protocol, chunk.Data);
            return;
        }
        if ((chunk.Flags & Begin) != 0)
        {
            if (_partial.Count >= Limits.DataChannelsPerPeer) _partial.Clear();
            _partial[chunk.Stream] = new MemoryStream();
        }
        if (!_partial.TryGetValue(chunk.Stream, out var message)) return;
        message.Write(chunk.Data);
        if (message.Length > Limits.DataMessageBytes)
        {
            _partial.Remove(chunk.Stream);
        }
        else if ((chunk.Flags & End) != 0)
        {
            _partial.Remove(chunk.Stream);
            deliver(chunk.Stream, chunk.Protocol, message.GetBuffer().AsSpan(0, (int)message.Length));
        }
    }
}
