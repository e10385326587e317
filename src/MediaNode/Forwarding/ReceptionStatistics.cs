using System.Buffers.Binary;

namespace Streaming.MediaNode.Forwarding;

/// <summary>Loss and jitter of one incoming stream for receiver reports (RFC 3550 §6.4.1, appendices A.3 and A.8).</summary>
public sealed class ReceptionStatistics(int clockRate)
{
    private const int MaxCumulativeLoss = 0x7F_FFFF;
    private int _highest = -1, _cycles, _first, _received, _expectedBefore, _receivedBefore;
    private double _jitter;
    private long _transit;
    private ulong _reportNtp;
    private long _reportAt;

    /// <summary>Share of packets lost in the last interval, 0 to 255.</summary>
    public byte FractionLost { get; private set; }

    /// <summary>Notes a packet; retransmissions do not count for jitter.</summary>
    public void Add(ushort sequence, uint timestamp, long now, bool isRetransmission)
    {
        _received++;
        if (_highest < 0)
        {
            _highest = _first = sequence;
        }
        else if ((short)(sequence - (ushort)_highest) > 0)
        {
            if (sequence < _highest) _cycles++;
            _highest = sequence;
        }
        if (isRetransmission) return;
        var transit = now * clockRate / 1_000_000 - timestamp;
        var difference = Math.Abs(transit - _transit);
        if (_transit != 0 && difference < clockRate) _jitter += (difference - _jitter) / 16;
        _transit = transit;
    }

    /// <summary>Notes the source's sender report, which our report refers to.</summary>
    public void OnSenderReport(ulong ntp, long now) => (_reportNtp, _reportAt) = (ntp, now);

    /// <summary>Writes a report block and starts a new interval; false before the first packet.</summary>
    public bool WriteBlock(Span<byte> block, uint ssrc, long now)
    {
        if (_highest < 0) return false;
        var highest = _cycles * 65_536 + _highest;
        var expected = highest - _first + 1;
        var expectedNow = expected - _expectedBefore;
        var lostNow = expectedNow - (_received - _receivedBefore);
        (_expectedBefore, _receivedBefore) = (expected, _received);
        FractionLost = (byte)(expectedNow <= 0 || lostNow <= 0 ? 0 : Math.Min(255, lostNow * 256 / expectedNow));

        BinaryPrimitives.WriteUInt32BigEndian(block, ssrc);
        BinaryPrimitives.WriteInt32BigEndian(block[4..], Math.Clamp(expected - _received, 0, MaxCumulativeLoss));
        block[4] = FractionLost;
        BinaryPrimitives.WriteInt32BigEndian(block[8..], highest);
        BinaryPrimitives.WriteUInt32BigEndian(block[12..], (uint)_jitter);
        BinaryPrimitives.WriteUInt32BigEndian(block[16..], (uint)(_reportNtp >> 16));
        BinaryPrimitives.WriteUInt32BigEndian(block[20..], _reportNtp == 0 ? 0 : (uint)((now - _reportAt) * 65_536 / 1_000_000));
        return true;
    }
}
