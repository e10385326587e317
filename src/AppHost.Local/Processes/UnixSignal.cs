namespace Streaming.AppHost.Local.Processes;

/// <summary>The signals that this engine sends, with their Linux numbers.</summary>
public enum UnixSignal
{
    /// <summary>Asks whether a process exists; delivers nothing.</summary>
    None = 0,

    /// <summary>Ctrl-C; PostgreSQL's "fast" shutdown.</summary>
    Interrupt = 2,

    /// <summary>PostgreSQL's "immediate" shutdown: its children end with it.</summary>
    Quit = 3,

    /// <summary>Ends a process that can't refuse.</summary>
    Kill = 9,

    /// <summary>Asks a process to end.</summary>
    Terminate = 15,
}
