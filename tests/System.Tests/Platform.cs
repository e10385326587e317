using Streaming.Testing;

namespace Streaming.SystemTests;

/// <summary>The whole product, started once through AppHost as <c>./run</c> does, with data and ports of its own.</summary>
public sealed class Platform : IAsyncLifetime
{
    // tests/System.Tests/bin/<configuration>/net10.0
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd('/'));

    private HostProcess? _host;

    /// <summary>The running host.</summary>
    public HostProcess Host => _host ?? throw new InvalidOperationException("The platform has not been started.");

    /// <summary>The public address.</summary>
    public Uri Url => Host.Url;

    /// <summary>The dashboard's view of it.</summary>
    public Telemetry Telemetry { get; private set; } = null!;

    /// <summary>A client of the public address, without any sign-in.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = Url };

    /// <summary>Lines that a resource's processes wrote, such as <c>stream-0</c>.</summary>
    public Task<string[]> LogAsync(string resource, CancellationToken cancellationToken) =>
        File.ReadAllLinesAsync(Path.Combine(Host.Data, "logs", $"{resource}.log"), cancellationToken);

    public async ValueTask InitializeAsync()
    {
        var repository = Output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var program = Path.Combine(repository, "src", "AppHost", "bin", Output.Parent!.Name, "net10.0", "AppHost");
        _host = await HostProcess.StartAsync(program, ["--dashboard", DashboardProgram.Path]);
        Telemetry = new Telemetry(new Uri($"http://127.0.0.1:{Host.Port + 1}"), await SecretAsync("dashboard-api-key"));
    }

    /// <summary>A generated secret of this run, such as <c>admin-password</c>.</summary>
    public Task<string> SecretAsync(string name) => File.ReadAllTextAsync(Path.Combine(Host.Data, "secrets", name));

    public async ValueTask DisposeAsync()
    {
        Telemetry?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
