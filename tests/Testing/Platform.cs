namespace Streaming.Testing;

/// <summary>
/// The whole product, started through AppHost as <c>./run</c> does, with data and ports of its own.
/// </summary>
public sealed class Platform : IAsyncDisposable
{
    // tests/<project>/bin/<configuration>/net10.0
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd('/'));

    private Platform(HostProcess host)
    {
        Host = host;
        Telemetry = new Telemetry(new Uri($"http://127.0.0.1:{host.Port + 1}"), Secret("dashboard-api-key"));
    }

    /// <summary>The running host.</summary>
    public HostProcess Host { get; }

    /// <summary>The public address.</summary>
    public Uri Url => Host.Url;

    /// <summary>The dashboard's view of it.</summary>
    public Telemetry Telemetry { get; }

    /// <summary>A client of the public address, without any sign-in.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = Url };

    /// <summary>Lines that a resource's processes wrote, such as <c>stream-0</c>.</summary>
    public Task<string[]> LogAsync(string resource, CancellationToken cancellationToken) =>
        File.ReadAllLinesAsync(Path.Combine(Host.Data, "logs", $"{resource}.log"), cancellationToken);

    /// <summary>Starts everything; ends when it is ready.</summary>
    /// <param name="options">Options of <c>./run</c>, such as <c>--replicas 2</c>.</param>
    public static async Task<Platform> StartAsync(params string[] options)
    {
        var repository = Output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var program = Path.Combine(repository, "src", "AppHost", "bin", Output.Parent!.Name, "net10.0", "AppHost");
        return new Platform(await HostProcess.StartAsync(program, ["--dashboard", DashboardProgram.Path, .. options]));
    }

    /// <summary>A generated secret of this run, such as <c>admin-password</c>.</summary>
    public string Secret(string name) => File.ReadAllText(Path.Combine(Host.Data, "secrets", name));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Telemetry.Dispose();
        await Host.DisposeAsync();
    }
}
