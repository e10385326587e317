using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>A page in a Chromium profile of its own.</summary>
internal sealed class ChromiumTab : ITab
{
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _console = new();

    public ChromiumTab(IPage page)
    {
        _page = page;
        page.Console += (_, message) => _console.Enqueue(message.Text);
    }

    public IReadOnlyCollection<string> Console => _console;

    public Task DoAsync(string expression) => _page.EvaluateAsync(expression);

    public Task<T> AskAsync<T>(string expression) => _page.EvaluateAsync<T>(expression);

    public async ValueTask DisposeAsync() => await _page.Context.DisposeAsync();
}
