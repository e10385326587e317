using Microsoft.AspNetCore.Mvc.Testing;
using Streaming.IdentityService.Sessions;
using Streaming.Testing;

[assembly: AssemblyFixture(typeof(Streaming.Gateway.Tests.House))]

namespace Streaming.Gateway.Tests;

/// <summary>A real IdentityService with its database, which the assembly's gateways share.</summary>
public sealed class House : IAsyncLifetime
{
    private readonly Servers _servers = new();
    private WebApplicationFactory<SignedIn>? _identity;

    public Uri Identity => _identity!.ClientOptions.BaseAddress;

    public async ValueTask InitializeAsync()
    {
        var rabbit = await _servers.RabbitMqAsync();
        var database = await _servers.CreateDatabaseAsync("identity");
        _identity = new WebApplicationFactory<SignedIn>().WithWebHostBuilder(host =>
        {
            host.UseSetting("urls", "http://127.0.0.1:0");
            host.UseSetting("ConnectionStrings:identitydb", database);
            host.UseSetting("ConnectionStrings:rabbitmq", rabbit);
        });
        _identity.UseKestrel();
        _identity.StartServer();
    }

    public async ValueTask DisposeAsync()
    {
        if (_identity is not null)
        {
            await _identity.DisposeAsync();
        }

        await _servers.DisposeAsync();
    }
}
