using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Forwarding;

/// <summary>One received packet, kept for forwarding and retransmission. Slots are reused; the buffer stays.</summary>
public sealed class StoredPacket
{
    /// <summary>Sequence number of the source; -1 while the slot was never used.</summary>
    public int Sequence { get; set; } = -1;

    /// <summary>Media time of the source.</summary>
    public uint Timestamp { get; set; }

    /// <summary>End of a frame.</summary>
    public bool Marker { get; set; }

    /// <summary>Arrival in microseconds of the media clock.</summary>
    public long ArrivedAt { get; set; }

    /// <summary>What forwarding must know of the payload.</summary>
    public PayloadInfo Info;

    /// <summary>The payload.</summary>
    public ReadOnlySpan<byte> Payload => _bytes.AsSpan(0, _length);

    private readonly byte[] _bytes = new byte[Hosting.Limits.RtpPayloadBytes];
    private int _length;

    internal void SetPayload(ReadOnlySpan<byte> payload)
    {
        payload.CopyTo(_bytes);
        _length = payload.Length;
    }
}
