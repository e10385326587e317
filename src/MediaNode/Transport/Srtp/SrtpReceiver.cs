using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Transport.Srtp;

/// <summary>Authenticates and decrypts what comes from one peer, each packet at most once. Guarded by the room's gate.</summary>
public sealed class SrtpReceiver(SrtpMasterKey master) : IDisposable
{
    private readonly SrtpCipher _cipher = SrtpCipher.Create(master);
    private readonly Dictionary<uint, Stream> _streams = [];
    private readonly Dictionary<uint, ReplayWindow> _control = [];

    /// <summary>Opens an RTP packet in place; returns its plain length, or -1 for a forgery, a replay or a malformed one.</summary>
    public int UnprotectRtp(Span<byte> packet)
    {
        var header = RtpHeader.LengthOf(packet);
        if (header < 0 || packet.Length < header + _cipher.RtpOverhead) return -1;
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        var sequence = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        // The state of an unknown stream is kept only once a packet of it proved authentic.
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(_streams, ssrc);
        var isNew = System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known);
        if (isNew && _streams.Count >= Limits.StreamsPerPeer) return -1;
        var stream = isNew ? default : known;
        if (!stream.Rollover.TryEstimate(sequence, out var rollover)) return -1;
        var index = (ulong)rollover << 16 | sequence;
        if (!stream.Window.IsFresh(index)) return -1;
        var length = _cipher.OpenRtp(packet, header, ssrc, rollover, sequence);
        if (length < 0) return -1;
        stream.Rollover.Advance(rollover, sequence);
        stream.Window.Accept(index);
        _streams[ssrc] = stream;
        return length;
    }

    /// <summary>Opens an RTCP packet in place; returns its plain length, or -1.</summary>
    public int UnprotectRtcp(Span<byte> packet)
    {
        if (packet.Length < 8) return -1;
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        var isKnown = _control.TryGetValue(ssrc, out var window);
        if (!isKnown && _control.Count >= Limits.StreamsPerPeer) return -1;
        var length = _cipher.OpenRtcp(packet, out var index);
        if (length < 0 || !window.IsFresh(index)) return -1;
        window.Accept(index);
        _control[ssrc] = window;
        return length;
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();

    private struct Stream
    {
        public RolloverCounter Rollover;
        public ReplayWindow Window;
    }
}
