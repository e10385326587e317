using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Streaming.Testing;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>A webhook as it came in.</summary>
public sealed record ReceivedWebhook(string Body, string Authorization, string? ContentType)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Event => (string?)Json["event"];
}

/// <summary>Receives webhooks; answers with failures first if told to.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();
    private readonly ConcurrentQueue<int> _failures = new();

    private WebhookReceiver(WebApplication app) => _app = app;

    public string Address => $"{_app.Urls.First()}/hook";

    public IReadOnlyCollection<ReceivedWebhook> Received => _received;

    public IReadOnlyList<string?> Events => [.. _received.Select(r => r.Event)];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.MapPost("/hook", receiver.ReceiveAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Answers the next request with that status.</summary>
    public void FailNext(int status) => _failures.Enqueue(status);

    /// <summary>Waits until an event came that often.</summary>
    public Task SeesAsync(string name, int times = 1) => Eventually.BecomesTrueAsync(() => Events.Count(e => e == name) >= times, TimeSpan.FromSeconds(30));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        if (_failures.TryDequeue(out var status)) return Results.StatusCode(status);
        using var reader = new StreamReader(request.Body);
        _received.Enqueue(new ReceivedWebhook(await reader.ReadToEndAsync(), request.Headers.Authorization.ToString(), request.ContentType));
        return Results.Ok();
    }
}
