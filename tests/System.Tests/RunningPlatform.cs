using Streaming.Testing;

namespace Streaming.SystemTests;

/// <summary>A platform for the tests of one class, or of one collection.</summary>
public sealed class RunningPlatform : IAsyncLifetime
{
    public Platform Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Platform = await Platform.StartAsync();

    public async ValueTask DisposeAsync() => await Platform.DisposeAsync();
}

/// <summary>Tests that leave everything running share one platform.</summary>
[CollectionDefinition(Name)]
public sealed class CalmPlatform : ICollectionFixture<RunningPlatform>
{
    public const string Name = "calm platform";
}
