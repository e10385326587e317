using System.Buffers.Binary;

namespace Streaming.MediaNode.Rtp;

/// <summary>
/// What forwarding must know of a payload: whether a key frame starts in it, and where VP8's picture id and base-layer index lie,
/// which have to stay continuous for a subscriber across layer switches.
/// </summary>
public struct PayloadInfo
{
    /// <summary>A decoder can start here.</summary>
    public bool KeyFrame;

    /// <summary>Where VP8's picture id lies in the payload, or -1; it is one or two bytes.</summary>
    public short PictureIdAt, PictureIdBytes;

    /// <summary>Where VP8's TL0PICIDX lies, or -1.</summary>
    public short BaseLayerIndexAt;

    /// <summary>VP8's picture id (7 or 15 bits) and base-layer index.</summary>
    public ushort PictureId;

    /// <inheritdoc cref="PictureId"/>
    public byte BaseLayerIndex;

    /// <summary>Reads a payload. Never fails: what it can't read is no key frame.</summary>
    public static PayloadInfo Inspect(MediaCodec codec, ReadOnlySpan<byte> payload)
    {
        var info = new PayloadInfo { PictureIdAt = -1, BaseLayerIndexAt = -1 };
        if (payload.IsEmpty) return info;
        switch (codec)
        {
            case MediaCodec.Vp8: info.ReadVp8(payload); break;
            case MediaCodec.H264: info.KeyFrame = IsH264KeyFrame(payload); break;
            // RFC 9628 §4.2: no inter-picture prediction (P) at the begin (B) of a frame.
            case MediaCodec.Vp9: info.KeyFrame = (payload[0] & 0x40) == 0 && (payload[0] & 0x08) != 0; break;
        }
        return info;
    }

    /// <summary>The VP8 payload descriptor (RFC 7741 §4.2) and the first byte of the frame behind it.</summary>
    private void ReadVp8(ReadOnlySpan<byte> payload)
    {
        const byte extended = 0x80, start = 0x10, partition = 0x07, hasPictureId = 0x80, hasBaseLayerIndex = 0x40, hasLayerOrKeyIndex = 0x30;
        var at = 1;
        if ((payload[0] & extended) != 0 && payload.Length > 2)
        {
            var fields = payload[1];
            at = 2;
            if ((fields & hasPictureId) != 0) at = ReadPictureId(payload, at);
            if ((fields & hasBaseLayerIndex) != 0 && at < payload.Length)
            {
                BaseLayerIndexAt = (short)at;
                BaseLayerIndex = payload[at++];
            }
            if ((fields & hasLayerOrKeyIndex) != 0) at++;
        }
        var startsFrame = (payload[0] & start) != 0 && (payload[0] & partition) == 0;
        KeyFrame = startsFrame && at < payload.Length && (payload[at] & 1) == 0;
    }

    private int ReadPictureId(ReadOnlySpan<byte> payload, int at)
    {
        PictureIdAt = (short)at;
        if ((payload[at] & 0x80) != 0 && at + 1 < payload.Length)
        {
            PictureIdBytes = 2;
            PictureId = (ushort)(BinaryPrimitives.ReadUInt16BigEndian(payload[at..]) & 0x7FFF);
            return at + 2;
        }
        PictureIdBytes = 1;
        PictureId = (ushort)(payload[at] & 0x7F);
        return at + 1;
    }

    /// <summary>A parameter set or IDR slice, alone, aggregated (STAP-A) or as first fragment (FU-A): RFC 6184 §5.</summary>
    private static bool IsH264KeyFrame(ReadOnlySpan<byte> payload)
    {
        const int idr = 5, sequenceParameters = 7, aggregate = 24, fragment = 28;
        switch (payload[0] & 31)
        {
            case idr or sequenceParameters:
                return true;
            case aggregate:
                for (var at = 1; at + 3 <= payload.Length; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(payload[at..]))
                    if ((payload[at + 2] & 31) is idr or sequenceParameters) return true;
                return false;
            case fragment:
                return payload.Length > 1 && (payload[1] & 0x80) != 0 && (payload[1] & 31) is idr or sequenceParameters;
            default:
                return false;
        }
    }
}
