using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Engine;

/// <summary>Vite's development server, run by Node directly: npm in between would outlive a killed host.</summary>
internal sealed class ViteWorkload(ViteAppResource app) : IWorkload
{
    private readonly ResourceFacts _facts = app.Facts;
    private Dictionary<string, string> _environment = [];

    private string Port => _facts.Endpoints[0].PortOf(replica: 0).ToString(CultureInfo.InvariantCulture);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PORT"] = Port };
        foreach (var contribute in _facts.Environment)
        {
            await contribute(environment, cancellationToken);
        }

        _environment = environment;
    }

    public Launch CreateLaunch() => new()
    {
        FileName = Tools.Find("node", "nodejs"),
        Arguments = [Path.Combine("node_modules", "vite", "bin", "vite.js"), "--host", EndpointFact.Host, "--port", Port, "--strictPort"],
        Environment = _environment,
        WorkingDirectory = app.AppDirectory,
        StopTimeout = TimeSpan.FromSeconds(3),
    };

    int? IWorkload.Port => _facts.Endpoints[0].PortOf(replica: 0);

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
