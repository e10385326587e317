using System.Net.WebSockets;
using Google.Protobuf;
using Streaming.MediaNode.Protocol;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>A signalling connection without a browser behind it.</summary>
internal sealed class RawSignal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();

    public static async Task<RawSignal> OpenAsync(NodeProcess node, string token, string? joinRequest = null)
    {
        var signal = new RawSignal();
        var request = Uri.EscapeDataString(joinRequest ?? Fixture.Text("join-request.txt"));
        await signal._socket.ConnectAsync(new Uri($"{node.WebSocketAddress}/rtc/v1?access_token={token}&join_request={request}"), CancellationToken.None);
        return signal;
    }

    public Task SendAsync(SignalRequest request) => SendAsync(request.ToByteArray(), WebSocketMessageType.Binary);

    public Task SendAsync(byte[] message, WebSocketMessageType type) => _socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None);

    /// <summary>The next message; null when the connection was closed.</summary>
    public async Task<SignalResponse?> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return SignalResponse.Parser.ParseFrom(message.ToArray());
    }

    /// <summary>The next message of a kind; others are skipped.</summary>
    public async Task<SignalResponse> ReceiveAsync(SignalResponse.MessageOneofCase kind)
    {
        while (await ReceiveAsync() is { } message)
            if (message.MessageCase == kind) return message;
        throw new InvalidOperationException($"closed before {kind}");
    }

    /// <summary>Reads to the end and says why it ended.</summary>
    public async Task<(WebSocketCloseStatus? Status, string? Reason)> ReadToEndAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }
        return (_socket.CloseStatus, _socket.CloseStatusDescription);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
