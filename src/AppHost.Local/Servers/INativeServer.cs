using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Servers;

/// <summary>A server of the machine's own packages, run as a plain process on its own port and data folder.</summary>
public interface INativeServer
{
    /// <summary>What it takes before the first start (folders, configuration, an empty cluster); safe to repeat.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>How to run it.</summary>
    Launch CreateLaunch();

    /// <summary>Ends normally when the server can be used.</summary>
    /// <exception cref="ServerNotReadyException">It can't be used; the message says why.</exception>
    Task CheckAsync(CancellationToken cancellationToken);
}
