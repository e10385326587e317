using Streaming.MediaNode.DataChannels;
using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Rtcp;
using Streaming.MediaNode.Rtp;
using Streaming.MediaNode.Transport;

namespace Streaming.MediaNode.Negotiation;

/// <summary>
/// A participant's one peer connection: its transport, the media sections agreed on, what comes in and goes out by them, and its data
/// channels. Guarded by the room's gate.
/// </summary>
public sealed class PeerConnection : IPeerEvents, IRtcpListener, IDisposable
{
    private readonly Participant _owner;
    private readonly MediaContext _context;
    private readonly Negotiator _negotiator;
    private readonly PeerReports _reports;

    /// <summary>A connection that waits for its first offer.</summary>
    public PeerConnection(Lock gate, Participant owner, MediaContext context)
    {
        (_owner, _context) = (owner, context);
        Transport = new PeerTransport(gate, context.Endpoint, context.Directory, context.Identity, context.Clock, this);
        Incoming = new IncomingStreams(Sections);
        Data = new DataChannelPeer(Transport.SendData, context.Clock, owner.Data.OnMessage);
        _negotiator = new Negotiator(this, owner, context);
        _reports = new PeerReports(this);
    }

    /// <summary>ICE, DTLS and SRTP.</summary>
    public PeerTransport Transport { get; }

    /// <summary>Numbers of header extensions.</summary>
    public HeaderExtensionMap Extensions { get; } = new();

    /// <summary>Audio and video sections, in order of appearance.</summary>
    public List<MediaSection> Sections { get; } = [];

    /// <summary>The streams the peer sends.</summary>
    public IncomingStreams Incoming { get; }

    /// <summary>Data channels.</summary>
    public DataChannelPeer Data { get; }

    /// <summary>Answers an offer.</summary>
    /// <exception cref="Sdp.SdpException">It can't be answered.</exception>
    public NegotiatedAnswer Answer(string sdp) => _negotiator.Answer(sdp);

    /// <summary>A new stream to the peer in a section.</summary>
    public OutgoingStream NewStream(MediaSection section) => new(this, section.Mid, section.IsVideo, _context.Clock, _context.Metrics);

    /// <summary>Ends the stream to the peer in a section.</summary>
    public void Release(MediaSection section)
    {
        if (section.Subscription is not { } stream) return;
        stream.Bind(null);
        Transport.ForgetStream(stream.Ssrc);
        section.Subscription = null;
    }

    /// <summary>Forgets a publication.</summary>
    public void Remove(PublishedTrack track)
    {
        foreach (var section in Sections.Where(s => s.Publication == track)) section.Publication = null;
        Incoming.Remove(track);
        track.DetachAll();
    }

    /// <summary>Periodic work; every 20 ms.</summary>
    public void Tick(long now, int tick)
    {
        if (Transport.Closed) return;
        if (!Transport.Connected)
        {
            if (tick % RoomTimer.TicksPer200Milliseconds == 0) Transport.Tick();
            return;
        }
        Data.Tick(now);
        _reports.Tick(now, tick);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Transport.Closed) return;
        foreach (var section in Sections) Release(section);
        Transport.Dispose();
    }

    void IPeerEvents.OnConnected()
    {
        var now = _context.Clock.Now;
        foreach (var section in Sections) section.Subscription?.Choose(now);
        _owner.OnMediaConnected();
    }

    void IPeerEvents.OnDisconnected(string reason) => _owner.OnMediaDisconnected(reason);

    void IPeerEvents.OnRtp(ReadOnlySpan<byte> packet)
    {
        if (!RtpHeader.TryParse(packet, Extensions, out var header)) return;
        var now = _context.Clock.Now;
        if (header.TransportSequence >= 0) _reports.OnPacket(header, now);
        Incoming.Receive(packet, header, now);
    }

    void IPeerEvents.OnRtcp(ReadOnlySpan<byte> packet) => RtcpReader.Read(packet, this);

    void IPeerEvents.OnData(ReadOnlySpan<byte> packet) => Data.Receive(packet);

    void IRtcpListener.OnSenderReport(uint ssrc, ulong ntp, uint rtpTime) => Incoming.Find(ssrc)?.OnSenderReport(ntp, rtpTime, _context.Clock.Now);

    void IRtcpListener.OnReportBlock(uint ssrc, byte fractionLost) => Outgoing(ssrc)?.OnReport(fractionLost, _context.Clock.Now);

    void IRtcpListener.OnNack(uint ssrc, ushort sequence) => Outgoing(ssrc)?.Retransmit(sequence, _context.Clock.Now);

    void IRtcpListener.OnKeyFrameRequest(uint ssrc) => Outgoing(ssrc)?.RequestKeyFrame(_context.Clock.Now);

    private OutgoingStream? Outgoing(uint ssrc)
    {
        foreach (var section in Sections)
            if (section.Subscription is { } stream && stream.Ssrc == ssrc) return stream;
        return null;
    }
}
