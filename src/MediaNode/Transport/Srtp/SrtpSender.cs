using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Transport.Srtp;

/// <summary>Protects what goes to one peer. Guarded by the room's gate.</summary>
public sealed class SrtpSender(SrtpMasterKey master) : IDisposable
{
    private const uint LastIndex = 0x7FFF_FFFF;
    private readonly SrtpCipher _cipher = SrtpCipher.Create(master);
    private readonly Dictionary<uint, RolloverCounter> _streams = [];
    private uint _rtcpIndex;

    /// <summary>Protects the RTP packet at the buffer's start in place; returns its length, or -1 if it can't be numbered.</summary>
    public int ProtectRtp(Span<byte> buffer, int length)
    {
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(buffer[8..]);
        var sequence = BinaryPrimitives.ReadUInt16BigEndian(buffer[2..]);
        ref var stream = ref CollectionsMarshal.GetValueRefOrAddDefault(_streams, ssrc, out _);
        if (!stream.TryEstimate(sequence, out var rollover)) return -1;
        stream.Advance(rollover, sequence);
        return _cipher.SealRtp(buffer, length, RtpHeader.LengthOf(buffer[..length]), ssrc, rollover, sequence);
    }

    /// <summary>Protects the RTCP packet at the buffer's start in place; returns its length.</summary>
    public int ProtectRtcp(Span<byte> buffer, int length)
    {
        _rtcpIndex = (_rtcpIndex + 1) & LastIndex;
        return _cipher.SealRtcp(buffer, length, _rtcpIndex);
    }

    /// <summary>Forgets a stream that ended.</summary>
    public void Forget(uint ssrc) => _streams.Remove(ssrc);

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();
}
