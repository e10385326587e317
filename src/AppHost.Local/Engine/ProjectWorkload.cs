using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Engine;

/// <summary>One replica of a .NET project, run from its build output (nothing is built here).</summary>
internal sealed class ProjectWorkload(ProjectResource project, int replica, ProjectSurroundings surroundings) : IWorkload
{
    private readonly ResourceFacts _facts = project.Facts;
    private Dictionary<string, string> _environment = [];

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>(surroundings.EnvironmentFor(project.Name, replica), StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = string.Join(';', _facts.Endpoints.Where(endpoint => endpoint.IsHttp).Select(ListenUrl)),
        };
        foreach (var endpoint in _facts.Endpoints.Where(endpoint => endpoint.EnvironmentVariable is not null))
        {
            environment[endpoint.EnvironmentVariable!] = endpoint.PortOf(replica).ToString(CultureInfo.InvariantCulture);
        }

        foreach (var contribute in _facts.Environment)
        {
            await contribute(environment, cancellationToken);
        }

        _environment = environment;
    }

    public Launch CreateLaunch() => new()
    {
        FileName = FindProgram(),
        Arguments = _facts.Arguments,
        Environment = _environment,
        WorkingDirectory = Path.GetDirectoryName(project.ProjectPath)!,
        StopTimeout = TimeSpan.FromSeconds(6),
    };

    public int? Port => HealthEndpoint?.PortOf(replica);

    private EndpointFact? HealthEndpoint =>
        _facts.Health?.EndpointName is { } name ? _facts.Endpoint(name) : _facts.Endpoints.Find(endpoint => endpoint.IsHttp);

    public Task CheckAsync(CancellationToken cancellationToken) =>
        _facts.Health is { } health && HealthEndpoint is { } endpoint
            ? HttpCheck.RunAsync($"{endpoint.UrlOf(replica)}{health.Path}", health.StatusCode, cancellationToken)
            : Task.CompletedTask;

    private string ListenUrl(EndpointFact endpoint)
    {
        var address = endpoint.IsExternal ? surroundings.Bind.ToString() : EndpointFact.Host;
        return $"http://{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{endpoint.PortOf(replica).ToString(CultureInfo.InvariantCulture)}";
    }

    private string FindProgram()
    {
        var name = Path.GetFileNameWithoutExtension(project.ProjectPath);
        var program = Path.Combine(Path.GetDirectoryName(project.ProjectPath)!, "bin", surroundings.Configuration, "net10.0", name);
        return File.Exists(program)
            ? program
            : throw new TopologyException($"{name} is not built: {program} is missing. Build Streaming.sln in configuration {surroundings.Configuration}.");
    }
}
