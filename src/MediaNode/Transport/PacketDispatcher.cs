using System.Net;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Transport.Ice;

namespace Streaming.MediaNode.Transport;

/// <summary>Decides by a packet's first byte what it is (RFC 7983 §7) and hands it to the peer it belongs to; strangers' packets are dropped.</summary>
public sealed class PacketDispatcher(PeerDirectory directory, MediaMetrics metrics)
{
    private const int LongestUserName = 256;

    /// <summary>Handles one received packet. The buffer may be changed (decryption is in place) and is free again on return.</summary>
    public void Dispatch(UdpEndpoint endpoint, byte[] buffer, int length, SocketAddress from)
    {
        if (length == 0) return;
        var handled = buffer[0] switch
        {
            < 4 => Stun(endpoint, buffer.AsSpan(0, length), from),
            >= 20 and <= 63 => Peer(from, static (peer, b, n) => peer.OnDtls(b.AsSpan(0, n)), buffer, length),
            >= 128 and <= 191 => Peer(from, static (peer, b, n) => peer.OnMedia(b, n), buffer, length),
            _ => false,
        };
        if (!handled) metrics.Dropped();
    }

    private bool Peer(SocketAddress from, Func<PeerTransport, byte[], int, bool> handle, byte[] buffer, int length)
    {
        if (directory.ByAddress(PeerAddress.From(from)) is not { } peer) return false;
        lock (peer.Gate) return handle(peer, buffer, length);
    }

    private bool Stun(UdpEndpoint endpoint, ReadOnlySpan<byte> packet, SocketAddress from)
    {
        if (!StunRequest.TryParse(packet, out var request) || request.LocalUserName.Length > LongestUserName) return false;
        Span<char> name = stackalloc char[request.LocalUserName.Length];
        for (var i = 0; i < name.Length; i++) name[i] = (char)request.LocalUserName[i];
        if (directory.ByUserName(name) is not { } peer) return false;
        lock (peer.Gate) return peer.OnStun(endpoint, packet, request, name, from);
    }
}
