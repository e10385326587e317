using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>A WebDriver BiDi session (w3.org/TR/webdriver-bidi): what Firefox is driven with, without a driver program between.</summary>
internal sealed class BidiConnection : IAsyncDisposable
{
    private const string ConsoleEvent = "log.entryAdded";
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _consoles = new();
    private readonly CancellationTokenSource _closing = new();
    private Task _reading = Task.CompletedTask;
    private long _last;

    public static async Task<BidiConnection> OpenAsync(Uri browser)
    {
        var connection = new BidiConnection();
        await connection._socket.ConnectAsync(new Uri(browser, "/session"), CancellationToken.None);
        connection._reading = connection.ReadAsync();
        await connection.SendAsync("session.new", new { capabilities = new { } });
        await connection.SendAsync("session.subscribe", new { events = new[] { ConsoleEvent } });
        return connection;
    }

    /// <summary>Sends a command and waits for its result.</summary>
    /// <exception cref="InvalidOperationException">The browser refused; carries what it said.</exception>
    public async Task<JsonNode> SendAsync(string method, object parameters)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _waiting[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
        return await answer.Task.WaitAsync(AnswerTimeout);
    }

    /// <summary>What the page in a tab wrote to its console.</summary>
    public ConcurrentQueue<string> ConsoleOf(string context) => _consoles.GetOrAdd(context, _ => new ConcurrentQueue<string>());

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    private async Task ReadAsync()
    {
        var end = new InvalidOperationException("Firefox ended the session");
        try
        {
            while (await ReadMessageAsync() is { } message) Handle(message);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            end = new InvalidOperationException("The session with Firefox broke", error);
        }
        foreach (var answer in _waiting.Values) answer.TrySetException(end);
    }

    private async Task<JsonNode?> ReadMessageAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16_384];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, _closing.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return JsonNode.Parse(message.ToArray());
        }
    }

    private void Handle(JsonNode message)
    {
        if ((string?)message["method"] == ConsoleEvent)
        {
            if ((string?)message["params"]!["source"]?["context"] is { } context) ConsoleOf(context).Enqueue((string?)message["params"]!["text"] ?? "");
        }
        else if (message["id"] is { } id && _waiting.TryRemove((long)id, out var answer))
        {
            if (message["result"] is { } result) answer.TrySetResult(result);
            else answer.TrySetException(new InvalidOperationException($"{message["error"]}: {message["message"]}"));
        }
    }
}
