using Streaming.AppHost.Local.Tests.Support;
using Streaming.Testing;

namespace Streaming.AppHost.Local.Tests.Dashboard;

/// <summary>A host with the real dashboard, shared by the tests of one class.</summary>
public sealed class RunningDashboard : IAsyncLifetime
{
    public HostProcess Host { get; private set; } = null!;

    // The dashboard's own ports come first after the public one: page, OTLP over gRPC, OTLP over HTTP, resource service.
    public Uri Page => new($"http://127.0.0.1:{Host.Port + 1}");

    public int ResourceServicePort => Host.Port + 4;

    public string Secret(string name) => File.ReadAllText(Path.Combine(Host.Data, "secrets", name));

    internal GrpcClient CreateClient(string? key = null) => new(ResourceServicePort, key ?? Secret("dashboard-resource-key"));

    public async ValueTask InitializeAsync() => Host = await StubHosts.StartAsync(StubHosts.WithDashboard);

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}
