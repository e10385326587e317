using System.Text.Json;
using System.Text.Json.Nodes;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>A tab of Firefox.</summary>
internal sealed class FirefoxTab : ITab
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly BidiConnection _firefox;
    private readonly string _context;

    private FirefoxTab(BidiConnection firefox, string context) => (_firefox, _context) = (firefox, context);

    public IReadOnlyCollection<string> Console => _firefox.ConsoleOf(_context);

    /// <summary>Opens a tab; ends when its page is loaded.</summary>
    public static async Task<FirefoxTab> OpenAsync(BidiConnection firefox, string url)
    {
        var created = await firefox.SendAsync("browsingContext.create", new { type = "tab" });
        var tab = new FirefoxTab(firefox, (string)created["context"]!);
        await firefox.SendAsync("browsingContext.navigate", new { context = tab._context, url, wait = "complete" });
        return tab;
    }

    public Task DoAsync(string expression) => EvaluateAsync($"(async () => {{ await ({expression}); }})()");

    public async Task<T> AskAsync<T>(string expression)
    {
        var result = await EvaluateAsync($"(async () => JSON.stringify(await ({expression})))()");
        return JsonSerializer.Deserialize<T>((string)result["value"]!, Json)!;
    }

    public async ValueTask DisposeAsync() => await _firefox.SendAsync("browsingContext.close", new { context = _context });

    private async Task<JsonNode> EvaluateAsync(string expression)
    {
        var answer = await _firefox.SendAsync("script.evaluate", new { expression, target = new { context = _context }, awaitPromise = true });
        return answer["result"] ?? throw new InvalidOperationException($"{expression}: {answer["exceptionDetails"]?["text"]}");
    }
}
