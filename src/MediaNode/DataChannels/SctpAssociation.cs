using System.Buffers.Binary;
using System.Security.Cryptography;
using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.DataChannels;

/// <summary>
/// The passive side of one SCTP association over DTLS (RFC 9260 §5, RFC 8261): what browsers' data channels run on. DTLS has
/// authenticated the peer, so the cookie is a random number and not a sealed state. Guarded by the room's gate.
/// </summary>
internal sealed class SctpAssociation
{
    private const int CookieLength = 16, LargestPacket = 1_280, HeartbeatLimit = 512;
    private readonly Action<ReadOnlySpan<byte>> _send;
    private readonly Action<IReadOnlyList<ushort>> _closed;
    private readonly MediaClock _clock;
    private readonly SctpReceiver _receiver;
    private readonly SctpSender _sender;
    private readonly byte[] _packet = new byte[LargestPacket];
    private readonly byte[] _cookie = RandomNumberGenerator.GetBytes(CookieLength);
    private readonly uint _ownTag = (uint)RandomNumberGenerator.GetInt32(1, int.MaxValue);
    private uint _peerTag;
    private bool _aborted;

    /// <param name="send">Takes packets for the peer.</param>
    /// <param name="deliver">Takes messages from the peer.</param>
    /// <param name="closed">Takes the streams that the peer closed.</param>
    /// <param name="clock">Time of retransmissions.</param>
    public SctpAssociation(Action<ReadOnlySpan<byte>> send, SctpMessageHandler deliver, Action<IReadOnlyList<ushort>> closed, MediaClock clock)
    {
        (_send, _closed, _clock) = (send, closed, clock);
        _receiver = new SctpReceiver(deliver);
        _sender = new SctpSender(SendChunkBytes);
    }

    /// <summary>Messages can be sent.</summary>
    public bool Established { get; private set; }

    /// <summary>Takes one packet; malformed ones are dropped.</summary>
    public void Receive(ReadOnlySpan<byte> packet)
    {
        if (_aborted || !SctpWire.IsIntact(packet)) return;
        var tag = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        var acknowledge = false;
        for (var at = SctpWire.PacketHeader; at + SctpWire.ChunkHeader <= packet.Length && !_aborted;)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 2)..]);
            if (length < SctpWire.ChunkHeader || at + length > packet.Length) break;
            var type = packet[at];
            if (type != SctpWire.Init && tag != _ownTag) return;
            acknowledge |= type is SctpWire.Data or SctpWire.ForwardTsn;
            OnChunk(type, packet[at + 1], packet.Slice(at + SctpWire.ChunkHeader, length - SctpWire.ChunkHeader));
            at += (length + 3) & ~3;
        }
        if (acknowledge) SendSack();
    }

    /// <summary>Sends a message; false when the association is not up or has too much waiting.</summary>
    public bool Send(ushort stream, uint protocol, ReadOnlySpan<byte> message, bool ordered) =>
        Established && !_aborted && _sender.Send(stream, protocol, message, ordered, _clock.Now);

    /// <summary>Repeats what was not acknowledged.</summary>
    public void Tick(long now)
    {
        if (!_aborted) _sender.Tick(now);
    }

    private void OnChunk(byte type, byte flags, ReadOnlySpan<byte> body)
    {
        switch (type)
        {
            case SctpWire.Init when body.Length >= 16: OnInit(body); break;
            case SctpWire.CookieEcho when body.SequenceEqual(_cookie):
                Established = true;
                SendChunk(SctpWire.CookieAck, []);
                break;
            case SctpWire.Data when Established: _receiver.OnData(flags, body); break;
            case SctpWire.ForwardTsn when Established: _receiver.OnForward(body); break;
            case SctpWire.Sack when Established: _sender.OnSack(body, _clock.Now); break;
            case SctpWire.Heartbeat when body.Length <= HeartbeatLimit: SendChunk(SctpWire.HeartbeatAck, body); break;
            case SctpWire.ReConfig: OnReConfig(body); break;
            case SctpWire.Shutdown: SendChunk(SctpWire.ShutdownAck, []); break;
            case SctpWire.Abort: _aborted = true; break;
        }
    }

    private void OnInit(ReadOnlySpan<byte> body)
    {
        const ushort streams = 1_024, stateCookie = 7, forwardTsnSupported = 0xC000;
        var peerTag = BinaryPrimitives.ReadUInt32BigEndian(body);
        if (!Established)
        {
            _peerTag = peerTag;
            _sender.SetWindow(BinaryPrimitives.ReadUInt32BigEndian(body[4..]));
            _receiver.Start(BinaryPrimitives.ReadUInt32BigEndian(body[12..]));
        }
        Span<byte> answer = stackalloc byte[16 + 4 + 4 + CookieLength];
        answer.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(answer, _ownTag);
        BinaryPrimitives.WriteUInt32BigEndian(answer[4..], SctpReceiver.Window);
        BinaryPrimitives.WriteUInt16BigEndian(answer[8..], streams);
        BinaryPrimitives.WriteUInt16BigEndian(answer[10..], streams);
        BinaryPrimitives.WriteUInt32BigEndian(answer[12..], _sender.NextTsn);
        BinaryPrimitives.WriteUInt16BigEndian(answer[16..], forwardTsnSupported);
        BinaryPrimitives.WriteUInt16BigEndian(answer[18..], 4);
        BinaryPrimitives.WriteUInt16BigEndian(answer[20..], stateCookie);
        BinaryPrimitives.WriteUInt16BigEndian(answer[22..], 4 + CookieLength);
        _cookie.CopyTo(answer[24..]);
        SendChunk(SctpWire.InitAck, answer, peerTag);
    }

    /// <summary>The peer closed streams (RFC 6525 §4.1 outgoing reset request); the answer is "performed".</summary>
    private void OnReConfig(ReadOnlySpan<byte> body)
    {
        const ushort outgoingReset = 13, response = 16;
        const int header = 16;
        if (body.Length < header || BinaryPrimitives.ReadUInt16BigEndian(body) != outgoingReset) return;
        var end = Math.Min(body.Length, BinaryPrimitives.ReadUInt16BigEndian(body[2..]));
        var streams = new List<ushort>();
        for (var at = header; at + 2 <= end; at += 2) streams.Add(BinaryPrimitives.ReadUInt16BigEndian(body[at..]));
        _closed(streams);
        Span<byte> answer = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16BigEndian(answer, response);
        BinaryPrimitives.WriteUInt16BigEndian(answer[2..], 12);
        body.Slice(4, 4).CopyTo(answer[4..]);
        BinaryPrimitives.WriteUInt32BigEndian(answer[8..], 1);
        SendChunk(SctpWire.ReConfig, answer);
    }

    private void SendSack()
    {
        Span<byte> body = stackalloc byte[SctpReceiver.SackLength];
        SendChunk(SctpWire.Sack, body[.._receiver.WriteSack(body)]);
    }

    private void SendChunk(byte type, ReadOnlySpan<byte> body) => SendChunk(type, body, _peerTag);

    private void SendChunk(byte type, ReadOnlySpan<byte> body, uint tag)
    {
        var length = SctpWire.WriteChunk(_packet.AsSpan(SctpWire.PacketHeader), type, 0, body);
        SendPacket(length, tag);
    }

    private void SendChunkBytes(ReadOnlySpan<byte> chunk)
    {
        chunk.CopyTo(_packet.AsSpan(SctpWire.PacketHeader));
        SendPacket(chunk.Length, _peerTag);
    }

    private void SendPacket(int chunksLength, uint tag)
    {
        var packet = _packet.AsSpan(0, SctpWire.PacketHeader + chunksLength);
        SctpWire.Finish(packet, tag);
        _send(packet);
    }
}
