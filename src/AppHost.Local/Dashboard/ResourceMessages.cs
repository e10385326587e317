using Google.Protobuf.WellKnownTypes;
using Streaming.AppHost.Local.Dashboard.Wire;
using Streaming.AppHost.Local.Engine;

namespace Streaming.AppHost.Local.Dashboard;

/// <summary>Puts a resource's state into the dashboard's words.</summary>
internal static class ResourceMessages
{
    public static Resource From(ResourceSnapshot snapshot)
    {
        var identity = snapshot.Identity;
        var message = new Resource
        {
            Name = identity.Name,
            DisplayName = identity.DisplayName,
            ResourceType = identity.Kind,
            Uid = identity.Name,
            State = snapshot.State.ToString(),
            StateStyle = StyleOf(snapshot),
            CreatedAt = identity.CreatedAt.ToTimestamp(),
            StartedAt = snapshot.StartedAt?.ToTimestamp(),
            StoppedAt = snapshot.StoppedAt?.ToTimestamp(),
        };
        message.Properties.AddRange(PropertiesOf(snapshot));
        message.Environment.AddRange(snapshot.Environment.Select(variable => new EnvironmentVariable { Name = variable.Key, Value = variable.Value, IsFromSpec = true }));
        message.Urls.AddRange(identity.Urls.Select((url, order) => UrlOf(url, order, snapshot)));
        message.Relationships.AddRange(RelationshipsOf(identity));
        message.Commands.AddRange(ResourceCommands.For(snapshot.State));
        if (snapshot.State == ResourceState.Running)
        {
            message.HealthReports.Add(HealthOf(snapshot));
        }

        return message;
    }

    private static string StyleOf(ResourceSnapshot snapshot) => snapshot.State switch
    {
        ResourceState.Running => snapshot.IsHealthy ? "success" : "warning",
        ResourceState.FailedToStart => "error",
        ResourceState.Exited when snapshot.ExitCode is not (null or 0) => "error",
        _ => "info",
    };

    private static IEnumerable<ResourceProperty> PropertiesOf(ResourceSnapshot snapshot)
    {
        if (snapshot.Identity.Parent is { } parent)
        {
            // What the dashboard nests its rows by.
            yield return new ResourceProperty { Name = "resource.parentName", Value = Value.ForString(parent.Name) };
        }

        if (snapshot.Command is { } command)
        {
            yield return new ResourceProperty { Name = "executable.path", Value = Value.ForString(command) };
            yield return new ResourceProperty { Name = "resource.source", Value = Value.ForString(Path.GetFileName(command)) };
        }

        if (snapshot.ProcessId is { } processId)
        {
            yield return new ResourceProperty { Name = "executable.pid", Value = Value.ForNumber(processId) };
        }

        if (snapshot.ExitCode is { } exitCode)
        {
            yield return new ResourceProperty { Name = "resource.exitCode", Value = Value.ForNumber(exitCode) };
        }
    }

    private static Url UrlOf(KeyValuePair<string, string> url, int order, ResourceSnapshot snapshot) => new()
    {
        EndpointName = url.Key,
        FullUrl = url.Value,
        IsInternal = !url.Value.StartsWith("http", StringComparison.Ordinal),
        IsInactive = snapshot.State != ResourceState.Running,
        DisplayProperties = new UrlDisplayProperties { SortOrder = -order, DisplayName = "" },
    };

    private static IEnumerable<ResourceRelationship> RelationshipsOf(ResourceIdentity identity)
    {
        if (identity.Parent is { } parent)
        {
            yield return new ResourceRelationship { ResourceName = parent.DisplayName, Type = "Parent" };
        }

        foreach (var reference in identity.References)
        {
            yield return new ResourceRelationship { ResourceName = reference, Type = "Reference" };
        }
    }

    private static HealthReport HealthOf(ResourceSnapshot snapshot) => new()
    {
        Key = $"{snapshot.Identity.DisplayName}_check",
        Status = snapshot.IsHealthy ? HealthStatus.Healthy : HealthStatus.Unhealthy,
        Description = snapshot.HealthText,
        LastRunAt = snapshot.CheckedAt?.ToTimestamp(),
    };
}
