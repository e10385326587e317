using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Streaming.Testing;

[assembly: AssemblyFixture(typeof(Streaming.IdentityService.Tests.IdentityServer))]

namespace Streaming.IdentityService.Tests;

/// <summary>One IdentityService on Kestrel with a database of its own; shared by the assembly, since every test makes its own people.</summary>
public sealed class IdentityServer : IAsyncLifetime
{
    public const string AdminPassword = "the operator's long password";

    private readonly Servers _servers = new();
    private WebApplicationFactory<Program>? _factory;

    public string Database { get; private set; } = "";

    public Task<string> RabbitMqAsync() => _servers.RabbitMqAsync();

    public Task<string> NewDatabaseAsync() => _servers.CreateDatabaseAsync("identity", TestContext.Current.CancellationToken);

    public HttpClient Client { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        Database = await _servers.CreateDatabaseAsync("identity");
        _factory = await StartReplicaAsync();
        Client = NewClient(_factory);
    }

    /// <summary>A further process' worth of IdentityService on the same database.</summary>
    /// <param name="clock">Its clock, where a test moves time.</param>
    /// <param name="database">Another database.</param>
    public async Task<WebApplicationFactory<Program>> StartReplicaAsync(TimeProvider? clock = null, string? database = null)
    {
        var rabbit = await _servers.RabbitMqAsync();
#pragma warning disable CA2000 // The caller disposes of it.
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("urls", "http://127.0.0.1:0");
            host.UseSetting("ConnectionStrings:identitydb", database ?? Database);
            host.UseSetting("ConnectionStrings:rabbitmq", rabbit);
            host.UseSetting("Identity:AdminPassword", AdminPassword);
            host.ConfigureTestServices(services => services.AddSingleton(clock ?? TimeProvider.System));
        });
#pragma warning restore CA2000
        factory.UseKestrel();
        factory.StartServer();
        return factory;
    }

    public static HttpClient NewClient(WebApplicationFactory<Program> factory) =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = factory.ClientOptions.BaseAddress };

    /// <summary>Registers somebody new.</summary>
    public async Task<JsonObject> RegisterAsync(string? username = null, string password = Person.Password)
    {
        username ??= Person.NewName();
        using var answer = await Client.PostAsJsonAsync("/api/auth/register", Person.Named(username, password), TestContext.Current.CancellationToken);
        return await answer.ShouldBeAsync(HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_factory is not null)
        {
            await _factory.DisposeAsync();
        }

        await _servers.DisposeAsync();
    }
}
