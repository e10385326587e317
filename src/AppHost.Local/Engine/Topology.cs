using Aspire.Hosting.ApplicationModel;
using Streaming.AppHost.Local.Data;

namespace Streaming.AppHost.Local.Engine;

/// <summary>What the AppHost's source built, and how it shall run.</summary>
/// <param name="Resources">In the order in which they were added.</param>
/// <param name="Options">The command line's part.</param>
/// <param name="Secrets">Generated values.</param>
/// <param name="Configuration">Build configuration of the projects.</param>
internal sealed record Topology(IReadOnlyList<IResource> Resources, RunOptions Options, SecretStore Secrets, string Configuration)
{
    /// <exception cref="TopologyException">Resources wait for each other in a circle, or for one that is not here.</exception>
    public void EnsureOrderExists()
    {
        var visited = new HashSet<IResource>();
        var path = new List<IResource>();
        foreach (var resource in Resources)
        {
            Visit(resource, path, visited);
        }
    }

    private void Visit(IResource resource, List<IResource> path, HashSet<IResource> visited)
    {
        if (path.Contains(resource))
        {
            throw new TopologyException(
                $"Resources wait for each other: {string.Join(" → ", path.SkipWhile(other => other != resource).Append(resource).Select(other => other.Name))}.");
        }

        if (!visited.Add(resource))
        {
            return;
        }

        if (!Resources.Contains(resource))
        {
            throw new TopologyException($"'{path[^1].Name}' waits for '{resource.Name}', which is not part of this application.");
        }

        path.Add(resource);
        foreach (var dependency in resource.Facts.WaitsFor)
        {
            Visit(dependency, path, visited);
        }

        path.RemoveAt(path.Count - 1);
    }
}
