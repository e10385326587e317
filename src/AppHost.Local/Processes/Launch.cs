namespace Streaming.AppHost.Local.Processes;

/// <summary>What to run, and how to end it.</summary>
public sealed record Launch
{
    /// <summary>Program: a path, or a name looked up in <c>PATH</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>Arguments, passed on as they are (no shell).</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables set on top of this process's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Folder to run in; must exist.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Account to run as; null = the caller's. Only root can choose.</summary>
    public Account? RunAs { get; init; }

    /// <summary>Lets <see cref="RunAs"/> pass through parent folders that are closed to it.</summary>
    public bool CrossClosedFolders { get; init; }

    /// <summary>Asks the process to end.</summary>
    public UnixSignal StopSignal { get; init; } = UnixSignal.Terminate;

    /// <summary>What the kernel sends it when the host dies, however it dies.</summary>
    public UnixSignal OrphanSignal { get; init; } = UnixSignal.Kill;

    /// <summary>Time for a clean end; afterwards the whole process group is killed.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(7);
}
