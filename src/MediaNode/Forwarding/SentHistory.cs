using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.Forwarding;

/// <summary>Where each of the last packets sent to a subscriber came from, so that it can be sent again as it was.</summary>
public sealed class SentHistory
{
    private readonly Entry[] _entries = new Entry[Limits.VideoHistory];

    /// <summary>Notes a packet.</summary>
    public void Add(ushort sequence, IncomingStream source, ushort sourceSequence, in NumberOffsets offsets) =>
        _entries[sequence % Limits.VideoHistory] = new Entry(source, sequence, sourceSequence, offsets);

    /// <summary>The packet sent under that number, if it is still known and stored.</summary>
    public StoredPacket? Find(ushort sequence, out NumberOffsets offsets)
    {
        ref readonly var entry = ref _entries[sequence % Limits.VideoHistory];
        offsets = entry.Offsets;
        return entry.Source is not null && entry.Sequence == sequence ? entry.Source.Find(entry.SourceSequence) : null;
    }

    /// <summary>Lets go of the sources.</summary>
    public void Clear() => Array.Clear(_entries);

    private readonly record struct Entry(IncomingStream? Source, ushort Sequence, ushort SourceSequence, NumberOffsets Offsets);
}
