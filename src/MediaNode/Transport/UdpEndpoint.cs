using System.Net;
using System.Net.Sockets;
using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.Transport;

/// <summary>
/// The one UDP socket of this node. A thread of its own receives; each packet is handed to its peer under the gate of that peer's
/// room, so that rooms share nothing but this thread. Sending is done by whoever holds a room's gate; the socket allows it at once.
/// </summary>
public sealed partial class UdpEndpoint(MediaSettings settings, PacketDispatcher dispatcher, MediaMetrics metrics, ILogger<UdpEndpoint> logger) : IHostedService, IDisposable
{
    private const int SocketBufferBytes = 4 * 1024 * 1024;
    private const int LargestDatagram = 2_048;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private Thread? _receiver;
    private volatile bool _stopping;

    /// <summary>The port in use, once started.</summary>
    public int Port { get; private set; }

    /// <summary>Packets are being received.</summary>
    public bool IsListening => _receiver is { IsAlive: true } && !_stopping;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _socket.ReceiveBufferSize = SocketBufferBytes;
        _socket.SendBufferSize = SocketBufferBytes;
        _socket.Bind(new IPEndPoint(settings.BindAddress, settings.UdpPort));
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _receiver = new Thread(Receive) { IsBackground = true, Name = "udp-receive" };
        _receiver.Start();
        LogListening(settings.BindAddress, Port);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        _socket.Close();
        return Task.CompletedTask;
    }

    /// <summary>Sends one packet; a full socket buffer or an unreachable peer loses it, as a network would.</summary>
    public void Send(ReadOnlySpan<byte> packet, SocketAddress to)
    {
        if (_stopping) return;
        try
        {
            _socket.SendTo(packet, SocketFlags.None, to);
            metrics.Sent(packet.Length);
        }
        catch (SocketException error)
        {
            LogSendFailed(error.SocketErrorCode);
        }
        catch (ObjectDisposedException) when (_stopping)
        {
            LogSendFailed(SocketError.Shutdown);
        }
    }

    private void Receive()
    {
        var buffer = new byte[LargestDatagram];
        var from = new SocketAddress(AddressFamily.InterNetwork);
        while (!_stopping)
        {
            try
            {
                var length = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
                metrics.Received(length);
                dispatcher.Dispatch(this, buffer, length, from);
            }
            catch (SocketException error) when (!_stopping)
            {
                // A peer that vanished makes the kernel report "connection refused" on the next receive.
                LogReceiveFailed(error.SocketErrorCode);
            }
            catch (Exception error) when (_stopping && error is SocketException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception error)
            {
                // One packet must never end the thread that serves everyone.
                metrics.Dropped();
                LogPacketFailed(error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    [LoggerMessage(Level = LogLevel.Information, Message = "Media on udp {Address}:{Port}")]
    private partial void LogListening(IPAddress address, int port);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A packet could not be sent: {Error}")]
    private partial void LogSendFailed(SocketError error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Receiving failed: {Error}")]
    private partial void LogReceiveFailed(SocketError error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A packet could not be handled")]
    private partial void LogPacketFailed(Exception error);
}
