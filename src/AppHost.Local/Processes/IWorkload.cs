namespace Streaming.AppHost.Local.Processes;

/// <summary>Something that runs as one process: how to make it ready to run, run it, and tell whether it can be used.</summary>
public interface IWorkload
{
    /// <summary>What it takes before a start (folders, configuration, an empty cluster); safe to repeat.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>How to run it. Called after <see cref="PrepareAsync"/>.</summary>
    /// <exception cref="MissingToolException">Its program is not on this machine.</exception>
    Launch CreateLaunch();

    /// <summary>The TCP port of 127.0.0.1 that it opens when it begins to answer; null = none.</summary>
    int? Port => null;

    /// <summary>Ends normally when it can be used; asked once its port is open.</summary>
    /// <exception cref="NotReadyException">It can't be used; the message says why.</exception>
    Task CheckAsync(CancellationToken cancellationToken);
}
