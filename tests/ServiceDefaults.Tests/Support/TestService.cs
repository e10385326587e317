using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Support;

/// <summary>A service as the real ones are made, on a port of its own, with the parts and routes that a test asks for.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private TestService(WebApplication app)
    {
        App = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public WebApplication App { get; }

    /// <summary>Without a token; see <see cref="As"/>.</summary>
    public HttpClient Http { get; }

    public Database Database => App.Services.GetRequiredService<Database>();

    public static async Task<TestService> StartAsync(
        Action<WebApplicationBuilder>? add = null,
        Action<WebApplication>? map = null,
        params (string Name, string Value)[] settings)
    {
        var app = Build(add, map, settings);
        await app.StartAsync();
        return new TestService(app);
    }

    public static WebApplication Build(Action<WebApplicationBuilder>? add, Action<WebApplication>? map, params (string Name, string Value)[] settings)
    {
        var builder = ServiceHost.CreateBuilder(["--urls=http://127.0.0.1:0", "--Auth:Jwks=" + TestTokens.Jwks, "--Logging:Console:LogLevel:Default=None", .. settings.Select(s => $"--{s.Name}={s.Value}")]);
        add?.Invoke(builder);
        var app = builder.Build().UseServiceDefaults();
        map?.Invoke(app);
        return app;
    }

    /// <summary>A client that carries this access token.</summary>
    public HttpClient As(string token)
    {
        var client = new HttpClient { BaseAddress = Http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
