using Streaming.Testing;

namespace Streaming.AppHost.Local.Tests.Support;

/// <summary>Where the stub topology's program and the dashboard's program are.</summary>
internal static class StubHosts
{
    // tests/AppHost.Local.Tests/bin/<configuration>/net10.0
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd('/'));

    public static string Program { get; } = Path.Combine(
        Output.Parent!.Parent!.Parent!.Parent!.FullName, "StubHost", "bin", Output.Parent!.Name, "net10.0", "StubHost");

    public static string[] WithDashboard => ["--dashboard", DashboardProgram.Path];

    public static Task<HostProcess> StartAsync(params string[] options) => HostProcess.StartAsync(Program, options);
}
