namespace Streaming.MediaNode.Tests.Support;

/// <summary>A node that the tests of one class share.</summary>
public sealed class SharedNode : IAsyncLifetime
{
    public NodeProcess Node { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Node = await NodeProcess.StartAsync();

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
