using System.Net.WebSockets;
using System.Threading.Channels;
using Google.Protobuf;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;

namespace Streaming.MediaNode.Signalling;

/// <summary>
/// One WebSocket to a client: a bounded queue out, checked messages in. The queue may be filled from any thread; one task writes it
/// out and says goodbye; one reads.
/// </summary>
public sealed class SignalConnection(WebSocket socket, MediaClock clock) : ISignalSink
{
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(2);
    private readonly Channel<byte[]> _outgoing = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(Limits.SignalBacklog) { SingleReader = true });
    private readonly RateLimit _rate = new(Limits.SignalBurst, Limits.SignalPerSecond);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly MemoryStream _message = new();
    private WebSocketCloseStatus _status = WebSocketCloseStatus.NormalClosure;
    private string? _reason;
    private volatile bool _complete;

    /// <inheritdoc/>
    public void Send(byte[] frame)
    {
        // A full queue means a client that does not read: it loses its connection, not its place.
        if (!_outgoing.Writer.TryWrite(frame) && !_complete) socket.Abort();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        _complete = true;
        _outgoing.Writer.TryComplete();
    }

    /// <summary>Writes out what is queued until <see cref="Complete"/>, then says goodbye.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(cancellationToken))
                await socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(_status, _reason, cancellationToken);
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
                if (part.MessageType == WebSocketMessageType.Text) return Refuse(WebSocketCloseStatus.InvalidMessageType, "signalling is binary");
                _message.Write(_buffer, 0, part.Count);
                if (_message.Length > Limits.SignalMessageBytes) return Refuse(WebSocketCloseStatus.MessageTooBig, "message too big");
            }
            while (!part.EndOfMessage);
            if (!_rate.TryTake(clock.Now)) return Refuse(WebSocketCloseStatus.PolicyViolation, "too many messages");
            return SignalRequest.Parser.ParseFrom(_message.GetBuffer(), 0, (int)_message.Length);
        }
        catch (InvalidProtocolBufferException)
        {
            return Refuse(WebSocketCloseStatus.InvalidPayloadData, "message is no SignalRequest");
        }
        catch (Exception error) when (IsBroken(error))
        {
            return null;
        }
    }

    /// <summary>
    /// Ends the connection in good order: what is queued goes out, then the client's own goodbye is awaited, since closing over unread
    /// data would tear down what it has not read yet. A client that does not follow within two seconds is cut off.
    /// </summary>
    public async Task EndAsync(Task writing)
    {
        Complete();
        using var limit = new CancellationTokenSource(FarewellTimeout);
        try
        {
            await writing.WaitAsync(limit.Token);
            while (socket.State == WebSocketState.CloseSent) await socket.ReceiveAsync(_buffer.AsMemory(), limit.Token);
        }
        catch (Exception error) when (IsBroken(error))
        {
            socket.Abort();
            await writing;
        }
    }

    private SignalRequest? Refuse(WebSocketCloseStatus status, string reason)
    {
        (_status, _reason) = (status, reason);
        return null;
    }

    private static bool IsBroken(Exception error) => error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
