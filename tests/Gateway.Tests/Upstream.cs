using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Streaming.Gateway.Tests;

/// <summary>What a service behind the gateway got to see.</summary>
internal sealed record Seen(string Method, string Target, Dictionary<string, string> Headers, long BodyBytes)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>A service behind the gateway: a Kestrel server that answers 200 with its name, and remembers what it got.</summary>
internal sealed class Upstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Upstream(WebApplication app) => _app = app;

    public ConcurrentQueue<Seen> Requests { get; } = new();

    public Seen Last => Requests.Last();

    public Uri Address => new(_app.Urls.Single());

    public static async Task<Upstream> StartAsync(string name, RequestDelegate? handler = null, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestLineSize = 256 * 1024;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var upstream = new Upstream(builder.Build());
        upstream._app.UseWebSockets();
        upstream._app.Run(async context =>
        {
            var bytes = handler is null ? await CountAsync(context.Request.Body) : 0;
            upstream.Requests.Enqueue(new Seen(
                context.Request.Method,
                context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget,
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                bytes));
            if (handler is not null)
            {
                await handler(context);
            }
            else
            {
                await context.Response.WriteAsync(name);
            }
        });
        await upstream._app.StartAsync(TestContext.Current.CancellationToken);
        return upstream;
    }

    /// <summary>Ends it; its port refuses connections from then on.</summary>
    public Task StopAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<long> CountAsync(Stream body)
    {
        var (buffer, total) = (new byte[64 * 1024], 0L);
        while (await body.ReadAsync(buffer) is var read and > 0)
        {
            total += read;
        }

        return total;
    }
}
