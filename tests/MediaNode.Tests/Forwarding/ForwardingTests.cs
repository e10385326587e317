using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Rtp;

namespace Streaming.MediaNode.Tests.Forwarding;

public sealed class ForwardingTests
{
    [Fact]
    public void Due_AfterAGap_AsksForWhatIsMissing_AgainLater_AndGivesUpInTheEnd()
    {
        var tracker = new LossTracker();
        foreach (ushort sequence in new ushort[] { 65_534, 65_535, 3 }) tracker.Add(sequence, now: 0).ShouldBe(LossTracker.Arrival.Fresh);

        tracker.Due(1, out var givenUp).ToArray().ShouldBe([(ushort)0, (ushort)1, (ushort)2]);
        givenUp.ShouldBeFalse();
        tracker.Due(2, out _).ToArray().ShouldBeEmpty();
        tracker.Add(1, 3).ShouldBe(LossTracker.Arrival.Recovered);
        tracker.Due(50_000, out _).ToArray().ShouldBe([(ushort)0, (ushort)2]);

        var now = 100_000L;
        for (var i = 0; i < Limits.NackAttempts && !givenUp; i++, now += 50_000) tracker.Due(now, out givenUp);
        givenUp.ShouldBeTrue();
        tracker.Due(now + 50_000, out _).ToArray().ShouldBeEmpty();
    }

    [Fact]
    public void Add_OfADuplicate_IsUnwanted()
    {
        var tracker = new LossTracker();
        tracker.Add(10, 0);

        tracker.Add(10, 1).ShouldBe(LossTracker.Arrival.Unwanted);
    }

    [Fact]
    public void Add_OfManyLosses_StaysWithinItsLimit()
    {
        var tracker = new LossTracker();
        for (var i = 0; i < 60_000; i += 150) tracker.Add((ushort)i, i);

        tracker.Due(1_000_000, out _).Length.ShouldBeLessThanOrEqualTo(Limits.PendingNacks);
    }

    [Fact]
    public void Advance_AcrossASwitch_ContinuesEveryNumberByOne()
    {
        var continuity = default(StreamContinuity);
        var first = Packet(sequence: 40_000, timestamp: 1_000, at: 1_000_000, pictureId: 500, baseLayer: 9);
        continuity.Switch(first, 90_000);
        var before = continuity.Advance(first);

        var second = Packet(sequence: 7, timestamp: 777_777, at: 1_033_000, pictureId: 20_000, baseLayer: 200);
        continuity.Switch(second, 90_000);
        var after = continuity.Advance(second);

        after.ShouldBe((ushort)(before + 1));
        var offsets = continuity.Offsets;
        (second.Timestamp + offsets.Timestamp).ShouldBe(1_000u + 33 * 90);
        (second.Info.PictureId + offsets.PictureId).ShouldBe(501);
        (second.Info.BaseLayerIndex + offsets.BaseLayerIndex).ShouldBe(10);
    }

    [Fact]
    public void Write_OfTheSamePacketTwice_GivesTheSameBytes()
    {
        var writer = new OutgoingPacketWriter(ssrc: 99, mid: "3", isVideo: true);
        var extensions = new HeaderExtensionMap();
        extensions.Add(4, "urn:ietf:params:rtp-hdrext:sdes:mid");
        extensions.Add(2, "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time");
        var packet = Packet(sequence: 1, timestamp: 2, at: 3_000_000, pictureId: 5, baseLayer: 6);
        var offsets = new NumberOffsets(10, 20, 30, 40);
        byte[] once = new byte[1_500], again = new byte[1_500];

        var length = writer.Write(once, packet, 96, offsets, extensions);
        writer.Write(again, packet, 96, offsets, extensions).ShouldBe(length);

        again.ShouldBe(once);
        RtpHeader.TryParse(once.AsSpan(0, length), extensions, out var header).ShouldBeTrue();
        header.Sequence.ShouldBe((ushort)11);
        header.Timestamp.ShouldBe(22u);
        header.Ssrc.ShouldBe(99u);
        once[header.Mid].ShouldBe("3"u8.ToArray());
        var info = PayloadInfo.Inspect(MediaCodec.Vp8, once.AsSpan(header.PayloadOffset, header.PayloadLength));
        info.PictureId.ShouldBe((ushort)35);
        info.BaseLayerIndex.ShouldBe((byte)46);
    }

    [Fact]
    public void TryTake_BeyondTheBurst_WaitsForTheRate()
    {
        var limit = new RateLimit(burst: 3, perSecond: 10);
        for (var i = 0; i < 3; i++) limit.TryTake(1_000_000).ShouldBeTrue();

        limit.TryTake(1_000_000).ShouldBeFalse();
        limit.TryTake(1_050_000).ShouldBeFalse();
        limit.TryTake(1_100_000).ShouldBeTrue();
    }

    private static StoredPacket Packet(ushort sequence, uint timestamp, long at, ushort pictureId, byte baseLayer)
    {
        var packet = new PacketHistory(64).Claim(sequence);
        packet.Timestamp = timestamp;
        packet.ArrivedAt = at;
        packet.SetPayload([0x90, 0xE0, (byte)(0x80 | pictureId >> 8), (byte)pictureId, baseLayer, 0x20, 0x00, 0x11]);
        packet.Info = PayloadInfo.Inspect(MediaCodec.Vp8, packet.Payload);
        return packet;
    }
}
