using System.Net;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Transport.Dtls;
using Streaming.MediaNode.Transport.Ice;
using Streaming.MediaNode.Transport.Srtp;

namespace Streaming.MediaNode.Transport;

/// <summary>What a peer's transport tells its owner; always under the room's gate.</summary>
public interface IPeerEvents
{
    /// <summary>Keys are agreed; media can flow.</summary>
    void OnConnected();

    /// <summary>The peer said goodbye, or is not who its SDP said.</summary>
    void OnDisconnected(string reason);

    /// <summary>A plain RTP packet.</summary>
    void OnRtp(ReadOnlySpan<byte> packet);

    /// <summary>A plain compound RTCP packet.</summary>
    void OnRtcp(ReadOnlySpan<byte> packet);

    /// <summary>An SCTP packet.</summary>
    void OnData(ReadOnlySpan<byte> packet);
}

/// <summary>
/// One peer's way in and out: ICE-lite, DTLS, SRTP over the node's UDP socket. Everything here is guarded by the gate of the room
/// that the peer is in; the receive thread, the room's timer and signalling requests take turns.
/// </summary>
public sealed class PeerTransport : IDisposable
{
    private const int LargestPacket = 2_048;
    private readonly UdpEndpoint _endpoint;
    private readonly PeerDirectory _directory;
    private readonly MediaClock _clock;
    private readonly IPeerEvents _events;
    private readonly IceAgent _ice;
    private readonly DtlsSession _dtls;
    private SrtpReceiver? _receiver;
    private SrtpSender? _sender;
    private bool _handshakeCounted = true;

    /// <summary>A transport that waits for its peer's first connectivity check.</summary>
    public PeerTransport(Lock gate, UdpEndpoint endpoint, PeerDirectory directory, DtlsIdentity identity, MediaClock clock, IPeerEvents events)
    {
        (Gate, _endpoint, _directory, _clock, _events) = (gate, endpoint, directory, clock, events);
        _ice = new IceAgent(this, directory);
        _dtls = new DtlsSession(identity, SendDatagram, events.OnData);
        LastHeard = clock.Now;
        _directory.HandshakeStarted();
    }

    /// <summary>The room's gate.</summary>
    public Lock Gate { get; }

    /// <summary>The hash that the peer's certificate must have; set from its SDP.</summary>
    public string ExpectedFingerprint { get; set; } = "";

    /// <summary>Our ICE credentials.</summary>
    public IceCredentials Credentials => _ice.Current;

    /// <summary>Media can flow.</summary>
    public bool Connected => _sender is not null && !Closed;

    /// <summary>Over and done.</summary>
    public bool Closed { get; private set; }

    /// <summary>When an authentic packet came last, in microseconds of <see cref="MediaClock"/>.</summary>
    public long LastHeard { get; private set; }

    /// <summary>The profile that protects media; empty before the handshake.</summary>
    public string Protection { get; private set; } = "";

    /// <summary>Where outgoing packets are composed, protected and sent from; one at a time.</summary>
    public byte[] Outgoing { get; } = new byte[LargestPacket];

    /// <summary>New ICE credentials, because the peer asked for an ICE restart.</summary>
    public void RestartIce() => _ice.Restart();

    internal bool OnStun(UdpEndpoint endpoint, ReadOnlySpan<byte> packet, in StunRequest request, ReadOnlySpan<char> userName, SocketAddress from)
    {
        if (Closed || !_ice.Answer(endpoint, packet, request, userName, from)) return false;
        LastHeard = _clock.Now;
        return true;
    }

    internal bool OnDtls(ReadOnlySpan<byte> datagram)
    {
        if (Closed) return false;
        if (_dtls.Receive(datagram)) Establish();
        if (_dtls.ClosedByPeer && !Closed) _events.OnDisconnected("the peer closed DTLS");
        return true;
    }

    internal bool OnMedia(byte[] buffer, int length)
    {
        if (_receiver is null || Closed || length < 2) return false;
        // RTCP packet types lie where RTP has marker and payload types 64 to 95 (RFC 5761 §4).
        var isControl = buffer[1] is >= 192 and <= 223;
        var packet = buffer.AsSpan(0, length);
        var plain = isControl ? _receiver.UnprotectRtcp(packet) : _receiver.UnprotectRtp(packet);
        if (plain < 0) return false;
        LastHeard = _clock.Now;
        if (isControl) _events.OnRtcp(packet[..plain]);
        else _events.OnRtp(packet[..plain]);
        return true;
    }

    /// <summary>Protects and sends the RTP packet of that length in <see cref="Outgoing"/>.</summary>
    public void SendRtp(int length)
    {
        if (_sender is null || Closed) return;
        var protectedLength = _sender.ProtectRtp(Outgoing, length);
        if (protectedLength > 0) SendDatagram(Outgoing.AsSpan(0, protectedLength));
    }

    /// <summary>Protects and sends the RTCP packet of that length in <see cref="Outgoing"/>.</summary>
    public void SendRtcp(int length)
    {
        if (_sender is null || Closed || length <= 0) return;
        SendDatagram(Outgoing.AsSpan(0, _sender.ProtectRtcp(Outgoing, length)));
    }

    /// <summary>Sends an SCTP packet.</summary>
    public void SendData(ReadOnlySpan<byte> packet) => _dtls.Write(packet);

    /// <summary>The stream with that SSRC will send no more.</summary>
    public void ForgetStream(uint ssrc) => _sender?.Forget(ssrc);

    /// <summary>Repeats unanswered handshake messages.</summary>
    public void Tick()
    {
        if (!Closed && !_dtls.Established) _dtls.Tick();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Closed) return;
        _dtls.Dispose();
        Closed = true;
        _ice.Close();
        _receiver?.Dispose();
        _sender?.Dispose();
        EndHandshake();
    }

    private void Establish()
    {
        EndHandshake();
        if (!string.Equals(_dtls.PeerFingerprint(), ExpectedFingerprint, StringComparison.OrdinalIgnoreCase))
        {
            _events.OnDisconnected("the certificate is not the one in the SDP");
            return;
        }
        if (_dtls.ExportKeys() is not { } keys)
        {
            _events.OnDisconnected("no common SRTP profile");
            return;
        }
        Protection = keys.FromPeer.Profile.Name;
        _receiver = new SrtpReceiver(keys.FromPeer);
        _sender = new SrtpSender(keys.ToPeer);
        _events.OnConnected();
    }

    private void EndHandshake()
    {
        if (!_handshakeCounted) return;
        _handshakeCounted = false;
        _directory.HandshakeEnded();
    }

    private void SendDatagram(ReadOnlySpan<byte> datagram)
    {
        if (_ice.Selected is { } address) _endpoint.Send(datagram, address);
    }
}
