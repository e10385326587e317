using Aspire.Hosting.ApplicationModel;

namespace Streaming.AppHost.Local.Engine;

/// <summary>Everything that the topology says about one resource besides its name and kind.</summary>
internal sealed class ResourceFacts
{
    public List<EndpointFact> Endpoints { get; } = [];

    /// <summary>Variables for its processes, resolved at each start.</summary>
    public List<Func<IDictionary<string, string>, CancellationToken, ValueTask>> Environment { get; } = [];

    public List<string> Arguments { get; } = [];

    public List<IResource> WaitsFor { get; } = [];

    public List<IResource> References { get; } = [];

    public HttpHealthFact? Health { get; set; }

    public int Replicas { get; set; } = 1;

    /// <summary>Started by hand (from the dashboard), not with the rest.</summary>
    public bool ExplicitStart { get; set; }

    public EndpointFact? Endpoint(string name) => Endpoints.Find(endpoint => endpoint.Name == name);
}

/// <summary>A GET that answers <paramref name="StatusCode"/> when the resource is healthy.</summary>
internal sealed record HttpHealthFact(string Path, int StatusCode, string? EndpointName);
