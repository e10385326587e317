namespace Streaming.AppHost.Local.Engine;

/// <summary>Where a resource is in its life.</summary>
internal enum ResourceState
{
    NotStarted,
    Waiting,
    Starting,
    Running,
    Stopping,
    Exited,
    FailedToStart,
}

/// <summary>One resource (one replica of it) at one moment.</summary>
internal sealed record ResourceSnapshot
{
    public required ResourceIdentity Identity { get; init; }

    public ResourceState State { get; init; } = ResourceState.NotStarted;

    public bool IsHealthy { get; init; }

    /// <summary>Why it is not healthy, in words.</summary>
    public string HealthText { get; init; } = "";

    public int? ProcessId { get; init; }

    public int? ExitCode { get; init; }

    public int Starts { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string? Command { get; init; }
}

/// <summary>What never changes about a resource.</summary>
/// <param name="Name">Unique: the resource's name and the number of the replica, as telemetry names its source.</param>
/// <param name="DisplayName">The resource's name in the topology, shared by its replicas.</param>
/// <param name="Kind">What the dashboard calls its type.</param>
/// <param name="Urls">Addresses by endpoint name.</param>
/// <param name="Parent">The resource that it is part of.</param>
/// <param name="References">Display names of the resources that it uses.</param>
/// <param name="CreatedAt">When the topology was built.</param>
internal sealed record ResourceIdentity(
    string Name,
    string DisplayName,
    string Kind,
    IReadOnlyDictionary<string, string> Urls,
    ParentResource? Parent,
    IReadOnlyList<string> References,
    DateTimeOffset CreatedAt);

/// <summary>A parent under its unique name and the one it has in the topology.</summary>
internal sealed record ParentResource(string Name, string DisplayName);
