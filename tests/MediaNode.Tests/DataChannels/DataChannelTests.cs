using System.Buffers.Binary;
using System.Text;
using Streaming.MediaNode.DataChannels;
using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.Tests.DataChannels;

/// <summary>The passive side of SCTP against a hand-made active side.</summary>
public sealed class DataChannelTests
{
    private const uint OurTag = 7, FirstTsn = 1_000;
    private readonly List<byte[]> _sent = [];
    private readonly List<(string Label, string Text)> _received = [];
    private readonly DataChannelPeer _peer;
    private uint _theirTag;

    public DataChannelTests() => _peer = new DataChannelPeer(
        packet => _sent.Add(packet.ToArray()),
        new MediaClock(TimeProvider.System),
        (label, message) => _received.Add((label, Encoding.UTF8.GetString(message))));

    [Fact]
    public void Receive_OfFragmentsOutOfOrder_DeliversTheMessageOnce()
    {
        Connect();
        Open(stream: 2, "_reliable", tsn: FirstTsn);
        Data(FirstTsn + 3, stream: 2, protocol: 53, flags: 1, "ld");
        Data(FirstTsn + 1, stream: 2, protocol: 53, flags: 2, "hello ");
        _received.ShouldBeEmpty();

        Data(FirstTsn + 2, stream: 2, protocol: 53, flags: 0, "wor");
        Data(FirstTsn + 2, stream: 2, protocol: 53, flags: 0, "wor");

        _received.ShouldBe([("_reliable", "hello world")]);
    }

    [Fact]
    public void Send_UntilAcknowledged_RepeatsItself()
    {
        Connect();
        Open(stream: 2, "_reliable", tsn: FirstTsn);
        Acknowledge(TsnOf(_sent.Last(p => p[12] == SctpWire.Data)));
        _sent.Clear();

        _peer.Send("_reliable", "once"u8).ShouldBeTrue();
        _peer.Tick(long.MaxValue / 2);

        _sent.Count(p => p[12] == SctpWire.Data).ShouldBe(2);
        Acknowledge(TsnOf(_sent[0]));
        _peer.Tick(long.MaxValue / 2 + 100_000_000);
        _sent.Count(p => p[12] == SctpWire.Data).ShouldBe(2);
    }

    [Fact]
    public void Send_ToAPeerThatTakesNothing_IsRefusedAtTheLimit()
    {
        Connect();
        Open(stream: 2, "_reliable", tsn: FirstTsn);
        var accepted = 0;
        while (accepted < 10_000 && _peer.Send("_reliable", new byte[1_000])) accepted++;

        accepted.ShouldBeInRange(Limits.DataChunksQueued / 2, Limits.DataChunksQueued * 2);
    }

    [Fact]
    public void Receive_OfGarbageWithAValidChecksum_NeverThrows()
    {
        Connect();
        var random = new Random(17);
        for (var i = 0; i < 20_000; i++)
        {
            var packet = new byte[random.Next(12, 200)];
            random.NextBytes(packet);
            if (packet.Length > 16)
            {
                packet[12] = new byte[] { 0, 1, 3, 4, 10, 130, 192 }[random.Next(7)];
                packet[14] = 0;
            }
            SctpWire.Finish(packet, random.Next(2) == 0 ? _theirTag : 0);
            _peer.Receive(packet);
        }
    }

    private static uint TsnOf(byte[] packet) => BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(16));

    private void Connect()
    {
        var init = new byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(init, OurTag);
        BinaryPrimitives.WriteUInt32BigEndian(init.AsSpan(4), 100_000);
        BinaryPrimitives.WriteUInt32BigEndian(init.AsSpan(12), FirstTsn);
        Chunk(SctpWire.Init, 0, init, tag: 0);
        var answer = _sent[^1];
        answer[12].ShouldBe(SctpWire.InitAck);
        _theirTag = BinaryPrimitives.ReadUInt32BigEndian(answer.AsSpan(16));
        Chunk(SctpWire.CookieEcho, 0, answer.AsSpan(16 + 24, 16).ToArray(), _theirTag);
        _sent[^1][12].ShouldBe(SctpWire.CookieAck);
    }

    private void Open(ushort stream, string label, uint tsn)
    {
        var open = new byte[12 + label.Length];
        open[0] = 3;
        BinaryPrimitives.WriteUInt16BigEndian(open.AsSpan(8), (ushort)label.Length);
        Encoding.ASCII.GetBytes(label, open.AsSpan(12));
        Data(tsn, stream, protocol: 50, flags: 3, Encoding.Latin1.GetString(open));
    }

    private void Data(uint tsn, ushort stream, uint protocol, byte flags, string text)
    {
        var body = new byte[12 + text.Length];
        BinaryPrimitives.WriteUInt32BigEndian(body, tsn);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(4), stream);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(8), protocol);
        Encoding.Latin1.GetBytes(text, body.AsSpan(12));
        Chunk(SctpWire.Data, flags, body, _theirTag);
    }

    private void Acknowledge(uint tsn)
    {
        var body = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(body, tsn);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(4), 100_000);
        Chunk(SctpWire.Sack, 0, body, _theirTag);
    }

    private void Chunk(byte type, byte flags, byte[] body, uint tag)
    {
        var packet = new byte[1_400];
        var length = SctpWire.PacketHeader + SctpWire.WriteChunk(packet.AsSpan(SctpWire.PacketHeader), type, flags, body);
        SctpWire.Finish(packet.AsSpan(0, length), tag);
        _peer.Receive(packet.AsSpan(0, length));
    }
}
