using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace Streaming.MediaNode.Transport;

/// <summary>An IPv4 address and port as one comparable value, without allocation.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PeerAddress(uint Ip, ushort Port)
{
    /// <summary>Reads the address a packet came from; the layout is sockaddr_in's.</summary>
    public static PeerAddress From(SocketAddress address)
    {
        var bytes = address.Buffer.Span;
        return new(BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
    }

    /// <summary>The form that the socket sends to.</summary>
    public SocketAddress ToSocketAddress()
    {
        Span<byte> ip = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(ip, Ip);
        return new IPEndPoint(new IPAddress(ip), Port).Serialize();
    }
}
