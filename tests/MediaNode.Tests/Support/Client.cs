using System.Collections.Concurrent;
using Microsoft.Playwright;
using Streaming.Testing;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>What a page decodes of a remote track.</summary>
public sealed record Reception(int Frames, long Bytes, int Width, int ElementWidth);

/// <summary>A person with a browser.</summary>
public sealed class Client : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _console = new();

    public Client(string identity, IBrowserContext context, IPage page)
    {
        (Identity, _context, _page) = (identity, context, page);
        page.Console += (_, message) => _console.Enqueue(message.Text);
    }

    public string Identity { get; }

    public Task JoinAsync(NodeProcess node, string token) => _page.EvaluateAsync("([url, token]) => join(url, token)", new[] { node.WebSocketAddress, token });

    public Task DoAsync(string script) => _page.EvaluateAsync(script);

    public Task<T> AskAsync<T>(string script) => _page.EvaluateAsync<T>(script);

    public Task<int> CountAsync(string @event, string? detail = null) =>
        _page.EvaluateAsync<int>("([name, detail]) => seen(name, detail ?? undefined)", new[] { @event, detail });

    public async Task<Reception> ReceptionAsync(string source)
    {
        var values = await _page.EvaluateAsync<long[]>("async source => { const r = await received(source); return [r.frames, r.bytes, r.width, r.elementWidth]; }", source);
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

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private async Task WaitAsync(Func<Task<bool>> condition, string what)
    {
        try
        {
            await Eventually.BecomesTrueAsync(condition, Patience, what);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}\nThe page's last words:\n{string.Join('\n', _console.TakeLast(15))}", error);
        }
    }
}
