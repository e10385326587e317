using System.Collections.Concurrent;

namespace Streaming.AppHost.Local.Processes;

/// <summary>Short commands that run to their end.</summary>
internal static class Command
{
    /// <summary>Runs to the end.</summary>
    /// <exception cref="InvalidOperationException">Exit code other than 0; the message carries the output.</exception>
    public static async Task RunAsync(Launch launch, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await TryRunAsync(launch, cancellationToken);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"{launch.FileName} ended with {exitCode}: {output}");
        }
    }

    public static async Task<(int ExitCode, string Output)> TryRunAsync(Launch launch, CancellationToken cancellationToken)
    {
        var lines = new ConcurrentQueue<string>();
        await using var process = await ChildProcess.StartAsync(launch, line => lines.Enqueue(line.Text));
        var exitCode = await process.Exited.WaitAsync(cancellationToken);
        return (exitCode, string.Join('\n', lines));
    }
}
