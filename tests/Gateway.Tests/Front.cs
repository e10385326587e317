using Streaming.Testing;

namespace Streaming.Gateway.Tests;

/// <summary>A gateway with an upstream in every service's place, for a class of tests that only look where requests go.</summary>
public sealed class Front : IAsyncLifetime
{
    internal Services Services { get; private set; } = null!;

    internal RunningGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Services = await Services.StartAsync();
        Gateway = new RunningGateway([("Auth:Jwks", TestTokens.Jwks), .. Services.Settings]);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Services.DisposeAsync();
    }
}
