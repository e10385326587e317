using System.Buffers.Binary;
using System.Text;
using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.DataChannels;

/// <summary>A message from a data channel; the span is valid during the call only.</summary>
public delegate void DataMessageHandler(string label, ReadOnlySpan<byte> message);

/// <summary>
/// The data channels that a peer opened (RFC 8831, RFC 8832). LiveKit clients open <c>_reliable</c> and <c>_lossy</c> and listen on the
/// same. Guarded by the room's gate.
/// </summary>
public sealed class DataChannelPeer
{
    /// <summary>LiveKit's label for the channel that loses nothing.</summary>
    public const string Reliable = "_reliable";

    /// <summary>LiveKit's label for the channel that may lose.</summary>
    public const string Lossy = "_lossy";

    private const uint Control = 50, Binary = 53, EmptyText = 56, EmptyBinary = 57;
    private const byte Acknowledge = 2, Open = 3;
    private const int OpenHeader = 12;
    private readonly DataMessageHandler _received;
    private readonly SctpAssociation _association;
    private readonly Dictionary<string, ushort> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<ushort, string> _labels = [];

    /// <param name="send">Takes SCTP packets for the peer.</param>
    /// <param name="clock">Time of retransmissions.</param>
    /// <param name="received">Takes messages from the peer.</param>
    public DataChannelPeer(Action<ReadOnlySpan<byte>> send, MediaClock clock, DataMessageHandler received)
    {
        _received = received;
        _association = new SctpAssociation(send, OnMessage, OnClosed, clock);
    }

    /// <summary>Takes an SCTP packet from the peer.</summary>
    public void Receive(ReadOnlySpan<byte> packet) => _association.Receive(packet);

    /// <summary>Sends on the channel with that label; false if the peer has none, or takes too little.</summary>
    public bool Send(string label, ReadOnlySpan<byte> message) =>
        _streams.TryGetValue(label, out var stream) && _association.Send(stream, Binary, message, ordered: label == Reliable);

    /// <summary>Periodic work.</summary>
    public void Tick(long now) => _association.Tick(now);

    private void OnMessage(ushort stream, uint protocol, ReadOnlySpan<byte> message)
    {
        if (protocol == Control) OnControl(stream, message);
        else if (_labels.TryGetValue(stream, out var label)) _received(label, protocol is EmptyText or EmptyBinary ? [] : message);
    }

    private void OnControl(ushort stream, ReadOnlySpan<byte> message)
    {
        if (message.Length < OpenHeader || message[0] != Open) return;
        int length = BinaryPrimitives.ReadUInt16BigEndian(message[8..]);
        if (OpenHeader + length > message.Length || (_labels.Count >= Limits.DataChannelsPerPeer && !_labels.ContainsKey(stream))) return;
        var label = Encoding.UTF8.GetString(message.Slice(OpenHeader, length));
        _streams[label] = stream;
        _labels[stream] = label;
        _association.Send(stream, Control, [Acknowledge], ordered: true);
    }

    private void OnClosed(IReadOnlyList<ushort> streams)
    {
        foreach (var stream in streams)
            if (_labels.Remove(stream, out var label)) _streams.Remove(label);
    }
}
