using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Streaming.Testing;

/// <summary>An invocation that the hub refused; the message is the hub's.</summary>
public sealed class HubRefusalException(string message) : Exception(message);

/// <summary>What a hub sent on its own account.</summary>
/// <param name="Event">E.g. <c>chat:message</c>.</param>
/// <param name="Body">Its first argument.</param>
public sealed record HubMessage(string Event, JsonElement Body);

/// <summary>
/// A client of the live hub over a real WebSocket: SignalR's JSON protocol, as far as the hub uses it (SignalR's own client package
/// can't be restored where this is built). Remembers everything it receives, in order.
/// </summary>
public sealed class HubClient : IAsyncDisposable
{
    private const char RecordSeparator = '\u001e';
    private const int InvocationType = 1;
    private const int CompletionType = 3;
    private const int PingType = 6;
    private const int CloseType = 7;
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly ConcurrentQueue<HubMessage> _received = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loops = Task.CompletedTask;
    private int _lastId;
    private int _disposed;

    private HubClient()
    {
    }

    /// <summary>Everything received so far, in order.</summary>
    public IReadOnlyList<HubMessage> Received => [.. _received];

    /// <summary>Ends when the connection does, with the hub's reason; empty when it gave none.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="server">Where the service or gateway listens.</param>
    /// <param name="token">An access token; null connects as a guest.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="invoker">Makes the HTTP request that opens the WebSocket, e.g. with cookies or over a connection of its own.</param>
    public static async Task<HubClient> ConnectAsync(Uri server, string? token, CancellationToken cancellation, HttpMessageInvoker? invoker = null)
    {
        var client = new HubClient();
        var query = token is null ? "" : $"?access_token={Uri.EscapeDataString(token)}";
        var address = new UriBuilder(new Uri(server, $"/hubs/live{query}")) { Scheme = server.Scheme == "https" ? "wss" : "ws" }.Uri;
        await client._socket.ConnectAsync(address, invoker, cancellation);
        await client.SendAsync("""{"protocol":"json","version":1}""", cancellation);
        client._loops = Task.WhenAll(client.ReceiveAsync(), client.PingAsync());
        return client;
    }

    /// <summary>The bodies of one event, in order.</summary>
    public IReadOnlyList<JsonElement> All(string name) => [.. _received.Where(m => m.Event == name).Select(m => m.Body)];

    /// <summary>Calls a method and waits for its answer.</summary>
    /// <exception cref="HubRefusalException">The hub refused, or the connection ended before it answered.</exception>
    public async Task<JsonElement> InvokeAsync(string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _lastId).ToString();
        var answer = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(JsonSerializer.Serialize(new { type = InvocationType, invocationId = id, target = method, arguments }), CancellationToken.None);
        return await answer.Task.WaitAsync(AnswerLimit);
    }

    /// <summary>Sends a record as it is.</summary>
    public async Task SendAsync(string record, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(record + RecordSeparator), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Cuts the connection without a word, as a lost network does.</summary>
    public void Cut() => _socket.Abort();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _stop.CancelAsync();
        _socket.Abort();
        await _loops;
        _socket.Dispose();
        _stop.Dispose();
        _sending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var reason = "";
        try
        {
            var buffer = new byte[64 * 1024];
            var text = new MemoryStream();
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, _stop.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                text.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    foreach (var record in Encoding.UTF8.GetString(text.ToArray()).Split(RecordSeparator, StringSplitOptions.RemoveEmptyEntries))
                    {
                        reason = Take(record) ?? reason;
                    }

                    text.SetLength(0);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            reason = reason.Length > 0 ? reason : e.Message;
        }

        _closed.TrySetResult(reason);
        foreach (var waiting in _waiting.Values)
        {
            waiting.TrySetException(new HubRefusalException($"The connection ended: {reason}"));
        }
    }

    private string? Take(string record)
    {
        var message = JsonSerializer.Deserialize<JsonElement>(record);
        switch (message.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case InvocationType:
                _received.Enqueue(new HubMessage(message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]));
                return null;
            case CompletionType when _waiting.TryRemove(message.GetProperty("invocationId").GetString()!, out var waiting):
                if (message.TryGetProperty("error", out var error))
                {
                    waiting.TrySetException(new HubRefusalException(error.GetString()!));
                }
                else
                {
                    waiting.TrySetResult(message.TryGetProperty("result", out var result) ? result : default);
                }

                return null;
            case CloseType:
                return message.TryGetProperty("error", out var why) ? why.GetString() : null;
            default:
                return null;
        }
    }

    private async Task PingAsync()
    {
        try
        {
            while (!_closed.Task.IsCompleted)
            {
                await Task.WhenAny(_closed.Task, Task.Delay(PingInterval, _stop.Token));
                if (!_closed.Task.IsCompleted)
                {
                    await SendAsync($"{{\"type\":{PingType}}}", _stop.Token);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The receiving loop tells why.
            return;
        }
    }
}
