using System.Buffers.Binary;
using System.Text;
using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Negotiation;

/// <summary>Finds the stream that a peer's packet belongs to: by number, and for new numbers by the section and layer it names. Guarded by the room's gate.</summary>
public sealed class IncomingStreams(IReadOnlyList<MediaSection> sections)
{
    private readonly Dictionary<uint, Entry> _bySsrc = [];

    /// <summary>The SDP said which numbers a stream will have.</summary>
    public void Announce(IncomingStream stream, uint ssrc, uint repairSsrc)
    {
        stream.Ssrc = ssrc;
        _bySsrc[ssrc] = new Entry(stream, IsRepair: false);
        if (repairSsrc == 0) return;
        stream.RepairSsrc = repairSsrc;
        _bySsrc[repairSsrc] = new Entry(stream, IsRepair: true);
    }

    /// <summary>The stream with that number.</summary>
    public IncomingStream? Find(uint ssrc) => _bySsrc.TryGetValue(ssrc, out var entry) && !entry.IsRepair ? entry.Stream : null;

    /// <summary>Hands a packet to its stream.</summary>
    public void Receive(ReadOnlySpan<byte> packet, RtpHeader header, long now)
    {
        if (!_bySsrc.TryGetValue(header.Ssrc, out var entry) && !TryLearn(packet, header, out entry)) return;
        var track = entry.Stream.Track;
        var payload = packet.Slice(header.PayloadOffset, header.PayloadLength);
        if (entry.IsRepair)
        {
            // RFC 4588 §4: the original sequence number, then the original payload.
            if (header.PayloadType != track.RepairType || payload.Length <= 2) return;
            header.Sequence = BinaryPrimitives.ReadUInt16BigEndian(payload);
            payload = payload[2..];
        }
        else
        {
            if (header.PayloadType != track.PayloadType) return;
            if (header.AudioLevel >= 0) track.Speech.Add(header.AudioLevel);
        }
        if (payload.IsEmpty) return;
        entry.Stream.Receive(header, payload, now, entry.IsRepair);
    }

    /// <summary>Forgets a track's streams.</summary>
    public void Remove(PublishedTrack track)
    {
        foreach (var (ssrc, entry) in _bySsrc)
            if (entry.Stream.Track == track) _bySsrc.Remove(ssrc);
    }

    private bool TryLearn(ReadOnlySpan<byte> packet, in RtpHeader header, out Entry entry)
    {
        entry = default;
        if (_bySsrc.Count >= Limits.StreamsPerPeer || TrackOf(packet[header.Mid]) is not { } track) return false;
        var isRepair = track.RepairType != 0 && header.PayloadType == track.RepairType;
        var rid = isRepair && !packet[header.RepairedStreamId].IsEmpty ? packet[header.RepairedStreamId] : packet[header.StreamId];
        var stream = track.Streams.Count == 1 ? track.Streams[0] : Layer(track, rid);
        if (stream is null) return false;
        if (isRepair) stream.RepairSsrc = header.Ssrc;
        else stream.Ssrc = header.Ssrc;
        entry = _bySsrc[header.Ssrc] = new Entry(stream, isRepair);
        track.Describe(stream);
        return true;
    }

    private PublishedTrack? TrackOf(ReadOnlySpan<byte> mid)
    {
        if (mid.IsEmpty) return null;
        foreach (var section in sections)
            if (Ascii.Equals(mid, section.Mid)) return section.Publication;
        return null;
    }

    private static IncomingStream? Layer(PublishedTrack track, ReadOnlySpan<byte> rid)
    {
        foreach (var stream in track.Streams)
            if (Ascii.Equals(rid, stream.Rid)) return stream;
        return null;
    }

    private readonly record struct Entry(IncomingStream Stream, bool IsRepair);
}
