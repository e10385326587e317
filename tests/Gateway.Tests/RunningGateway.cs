using Microsoft.AspNetCore.Mvc.Testing;
using Streaming.Gateway.Routing;

namespace Streaming.Gateway.Tests;

/// <summary>The gateway on Kestrel, in front of whatever upstreams a test gives it.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly WebApplicationFactory<PublicRoute> _factory;

    public RunningGateway(params (string Key, string? Value)[] settings)
    {
        _factory = new WebApplicationFactory<PublicRoute>().WithWebHostBuilder(host =>
        {
            host.UseSetting("urls", "http://127.0.0.1:0");
            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }
        });
        _factory.UseKestrel();
        _factory.StartServer();
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public Uri Address => _factory.ClientOptions.BaseAddress;

    public HttpClient Client { get; }

    /// <summary>The setting that tells where a service is.</summary>
    public static (string Key, string? Value) At(string service, Uri address, int replica = 0) =>
        ($"services:{service}:http:{replica}", address.ToString());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
    }
}
