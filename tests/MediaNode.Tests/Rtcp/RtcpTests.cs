using Streaming.MediaNode.Rtcp;

namespace Streaming.MediaNode.Tests.Rtcp;

public sealed class RtcpTests
{
    [Fact]
    public void Nack_WithSequencesAcrossTheWrap_IsReadBackAsWritten()
    {
        var packet = new byte[200];
        ushort[] lost = [65_530, 65_531, 65_535, 3, 200, 300];
        var heard = new Listener();

        RtcpReader.Read(packet.AsSpan(0, RtcpPackets.Nack(packet, 77, lost)), heard);

        heard.Nacks.ShouldBe(lost.Select(s => (77u, s)));
    }

    [Fact]
    public void Read_OfACompound_HearsEveryPart()
    {
        var packet = new byte[300];
        var length = RtcpPackets.SenderReportWithName(packet, 5, ntp: 0x0102030405060708, rtpTime: 9, packets: 1, octets: 2, "PA_x");
        length += RtcpPackets.PictureLossIndication(packet.AsSpan(length), 6);
        (length % 4).ShouldBe(0);
        var heard = new Listener();

        RtcpReader.Read(packet.AsSpan(0, length), heard);

        heard.Reports.ShouldBe([(5u, 0x0102030405060708ul, 9u)]);
        heard.KeyFrames.ShouldBe([6u]);
    }

    [Fact]
    public void Read_OfGarbage_NeverThrows()
    {
        var random = new Random(5);
        var packet = new byte[96];
        for (var i = 0; i < 50_000; i++)
        {
            random.NextBytes(packet);
            packet[0] = (byte)(0x80 | (packet[0] & 31));
            packet[1] = (byte)(200 + packet[1] % 7);
            packet[2] = 0;
            RtcpReader.Read(packet.AsSpan(0, random.Next(packet.Length)), new Listener());
        }
    }

    [Fact]
    public void Write_OfTransportFeedback_CountsArrivalsAndGaps()
    {
        var feedback = new TransportFeedback { MediaSsrc = 42 };
        foreach (var (sequence, at) in new[] { (65_534, 1_000_000L), (65_535, 1_001_000L), (1, 1_005_000L) }) feedback.Add((ushort)sequence, at);
        var packet = new byte[1_200];

        var length = feedback.Write(packet);

        (length % 4).ShouldBe(0);
        Word(packet, 12).ShouldBe((ushort)65_534);
        // 65534, 65535, 0 (lost), 1: symbols 1 1 0 1 in one two-bit chunk.
        Word(packet, 14).ShouldBe((ushort)4);
        Word(packet, 20).ShouldBe((ushort)0b11_01_01_00_01_00_00_00);
        // 250 µs steps after the first arrival's own offset to the 64 ms reference.
        packet[23].ShouldBe((byte)4);
        packet[24].ShouldBe((byte)16);
        feedback.Write(packet).ShouldBe(0);
    }

    private static ushort Word(byte[] packet, int at) => (ushort)(packet[at] << 8 | packet[at + 1]);

    private sealed class Listener : IRtcpListener
    {
        public List<(uint, ushort)> Nacks { get; } = [];
        public List<(uint, ulong, uint)> Reports { get; } = [];
        public List<uint> KeyFrames { get; } = [];

        public void OnSenderReport(uint ssrc, ulong ntp, uint rtpTime) => Reports.Add((ssrc, ntp, rtpTime));
        public void OnReportBlock(uint ssrc, byte fractionLost) { }
        public void OnNack(uint ssrc, ushort sequence) => Nacks.Add((ssrc, sequence));
        public void OnKeyFrameRequest(uint ssrc) => KeyFrames.Add(ssrc);
    }
}
