using System.Text.Json;
using Streaming.Testing;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>What a page decodes of a remote track.</summary>
public sealed record Reception(int Frames, long Bytes, int Width, int ElementWidth);

/// <summary>A person with a browser.</summary>
public sealed class Client : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ITab _tab;

    public Client(string identity, ITab tab) => (Identity, _tab) = (identity, tab);

    public string Identity { get; }

    public Task JoinAsync(NodeProcess node, string token) => _tab.DoAsync($"join({Quoted(node.WebSocketAddress)}, {Quoted(token)})");

    public Task DoAsync(string script) => _tab.DoAsync(script);

    public Task<T> AskAsync<T>(string script) => _tab.AskAsync<T>(script);

    public Task<int> CountAsync(string @event, string? detail = null) =>
        _tab.AskAsync<int>($"seen({Quoted(@event)}, {(detail is null ? "undefined" : Quoted(detail))})");

    public async Task<Reception> ReceptionAsync(string source)
    {
        var values = await _tab.AskAsync<long[]>($"received({Quoted(source)}).then(r => [r.frames, r.bytes, r.width, r.elementWidth])");
        return new Reception((int)values[0], values[1], (int)values[2], (int)values[3]);
    }

    /// <summary>Waits until an event was seen.</summary>
    public Task SeesAsync(string @event, string? detail = null, int times = 1) =>
        WaitAsync(async () => await CountAsync(@event, detail) >= times, $"{Identity} sees {@event} {detail}");

    /// <summary>Waits until further frames of a remote camera are decoded and shown.</summary>
    public async Task WatchesAsync(string source, int frames = 10)
    {
        var before = await ReceptionAsync(source);
        await WaitAsync(
            async () => await ReceptionAsync(source) is var now && now.ElementWidth > 0 && (now.Frames >= before.Frames + frames || (now.Frames < before.Frames && now.Frames >= frames)),
            $"{Identity} watches {source}");
    }

    /// <summary>Waits until further sound of a remote microphone arrives.</summary>
    public async Task HearsAsync(string source)
    {
        var before = await ReceptionAsync(source);
        await WaitAsync(async () => (await ReceptionAsync(source)).Bytes != before.Bytes, $"{Identity} hears {source}");
    }

    /// <summary>Waits for a condition in the page.</summary>
    public Task UntilAsync(string condition) => WaitAsync(() => AskAsync<bool>(condition), $"{Identity}: {condition}");

    public async ValueTask DisposeAsync() => await _tab.DisposeAsync();

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private async Task WaitAsync(Func<Task<bool>> condition, string what)
    {
        try
        {
            await Eventually.BecomesTrueAsync(condition, Patience, what);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}\nThe page's last words:\n{string.Join('\n', _tab.Console.TakeLast(15))}", error);
        }
    }
}
