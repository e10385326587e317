using System.Net.WebSockets;
using System.Threading.Channels;
using Google.Protobuf;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;

namespace Streaming.MediaNode.Signalling;

/// <summary>One WebSocket to a client: a bounded queue out, checked messages in. The queue may be filled from any thread; one task writes it out.</summary>
public sealed class SignalConnection(WebSocket socket, MediaClock clock) : ISignalSink
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);
    private readonly Channel<byte[]> _outgoing = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(Limits.SignalBacklog) { SingleReader = true });
    private readonly RateLimit _rate = new(Limits.SignalBurst, Limits.SignalPerSecond);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly MemoryStream _message = new();

    /// <inheritdoc/>
    public void Send(byte[] frame)
    {
        // A queue that is full, or complete already, means a client that does not read: it loses its connection, not its place.
        if (!_outgoing.Writer.TryWrite(frame)) _outgoing.Writer.TryComplete();
    }

    /// <inheritdoc/>
    public void Complete() => _outgoing.Writer.TryComplete();

    /// <summary>Writes out what is queued until <see cref="Complete"/>, then says goodbye.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(cancellationToken))
                await socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            await CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
        catch (Exception error) when (IsBroken(error))
        {
            // The client is gone; whoever reads notices too.
            socket.Abort();
        }
    }

    /// <summary>The next message; null when the connection ended, broke, fell silent or broke the rules (which the close frame tells).</summary>
    public async Task<SignalRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(Limits.SignalSilence);
        try
        {
            _message.SetLength(0);
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(_buffer.AsMemory(), silence.Token);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                if (part.MessageType == WebSocketMessageType.Text) return await RefuseAsync(WebSocketCloseStatus.InvalidMessageType, "signalling is binary", cancellationToken);
                _message.Write(_buffer, 0, part.Count);
                if (_message.Length > Limits.SignalMessageBytes) return await RefuseAsync(WebSocketCloseStatus.MessageTooBig, "message too big", cancellationToken);
            }
            while (!part.EndOfMessage);
            if (!_rate.TryTake(clock.Now)) return await RefuseAsync(WebSocketCloseStatus.PolicyViolation, "too many messages", cancellationToken);
            return SignalRequest.Parser.ParseFrom(_message.GetBuffer(), 0, (int)_message.Length);
        }
        catch (InvalidProtocolBufferException)
        {
            return await RefuseAsync(WebSocketCloseStatus.InvalidPayloadData, "message is no SignalRequest", cancellationToken);
        }
        catch (Exception error) when (IsBroken(error))
        {
            return null;
        }
    }

    private async Task<SignalRequest?> RefuseAsync(WebSocketCloseStatus status, string reason, CancellationToken cancellationToken)
    {
        await CloseAsync(status, reason, cancellationToken);
        return null;
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string? reason, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(CloseTimeout);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(status, reason, timeout.Token);
        }
        catch (Exception error) when (IsBroken(error))
        {
            socket.Abort();
        }
    }

    private static bool IsBroken(Exception error) => error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
