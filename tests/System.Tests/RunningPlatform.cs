using Streaming.Testing;

namespace Streaming.SystemTests;

/// <summary>The platform that all tests of this assembly share.</summary>
public sealed class RunningPlatform : IAsyncLifetime
{
    public Platform Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Platform = await Platform.StartAsync();

    public async ValueTask DisposeAsync() => await Platform.DisposeAsync();
}
