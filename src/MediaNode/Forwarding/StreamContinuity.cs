using System.Runtime.InteropServices;

namespace Streaming.MediaNode.Forwarding;

/// <summary>What is added to a source's numbers so that a subscriber sees one unbroken stream.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NumberOffsets(ushort Sequence, uint Timestamp, int PictureId, int BaseLayerIndex);

/// <summary>Keeps a subscriber's numbers continuous across layer and track switches: each switch continues where the last packet ended.</summary>
public struct StreamContinuity
{
    private NumberOffsets _offsets;
    private ushort _lastSequence;
    private uint _lastTimestamp;
    private long _lastAt;
    private int _lastPictureId, _lastBaseLayerIndex;
    private bool _started, _sent;

    /// <summary>The present offsets.</summary>
    public readonly NumberOffsets Offsets => _offsets;

    /// <summary>From now on packets come from another source, beginning with this one.</summary>
    public void Switch(StoredPacket first, int clockRate)
    {
        if (!_started)
        {
            _started = true;
            // A random start (RFC 3550 §5.1), low enough that no early reordering wraps below zero.
            _offsets = new((ushort)(Random.Shared.Next(1, 1_000) - first.Sequence), 0, 0, 0);
            return;
        }
        var elapsed = (uint)Math.Max(1, (first.ArrivedAt - _lastAt) * clockRate / 1_000_000);
        _offsets = new(
            (ushort)(_lastSequence + 1 - first.Sequence),
            _lastTimestamp + elapsed - first.Timestamp,
            _lastPictureId + 1 - first.Info.PictureId,
            _lastBaseLayerIndex + 1 - first.Info.BaseLayerIndex);
    }

    /// <summary>Notes a packet sent with the present offsets; returns its sequence number as the subscriber sees it.</summary>
    public ushort Advance(StoredPacket packet)
    {
        var sequence = (ushort)(packet.Sequence + _offsets.Sequence);
        if (_sent && (short)(sequence - _lastSequence) <= 0) return sequence;
        _sent = true;
        _lastSequence = sequence;
        _lastTimestamp = packet.Timestamp + _offsets.Timestamp;
        _lastAt = packet.ArrivedAt;
        if (packet.Info.PictureIdAt >= 0) _lastPictureId = packet.Info.PictureId + _offsets.PictureId;
        if (packet.Info.BaseLayerIndexAt >= 0) _lastBaseLayerIndex = packet.Info.BaseLayerIndex + _offsets.BaseLayerIndex;
        return sequence;
    }
}
