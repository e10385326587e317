using System.Diagnostics;

namespace Streaming.AppHost.Local.Processes;

/// <summary>
/// A running child. It leads its own process group and never outlives this process (see <see cref="OrphanGuard"/>).
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Launch _launch;
    private readonly Task _output;

    private ChildProcess(Process process, Launch launch, Action<OutputLine> onLine, TimeProvider time)
    {
        _process = process;
        _launch = launch;
        Id = process.Id;
        _output = Task.WhenAll(
            LineReader.PumpAsync(process.StandardOutput, text => onLine(new OutputLine(time.GetUtcNow(), text, IsError: false))),
            LineReader.PumpAsync(process.StandardError, text => onLine(new OutputLine(time.GetUtcNow(), text, IsError: true))));
        Exited = WaitForExitAsync();
    }

    /// <summary>Process id, also that of its group.</summary>
    public int Id { get; }

    /// <summary>Ends with the exit code (128 + signal when killed by one) once the process has ended.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts a process. Output lines arrive on pool threads, in order per stream.</summary>
    /// <exception cref="InvalidOperationException">The working directory or the guard's tools are missing.</exception>
    public static async Task<ChildProcess> StartAsync(Launch launch, Action<OutputLine> onLine, TimeProvider? time = null)
    {
        if (!Directory.Exists(launch.WorkingDirectory))
        {
            throw new InvalidOperationException($"Folder {launch.WorkingDirectory} to run {launch.FileName} in does not exist.");
        }

        var command = OrphanGuard.Wrap(launch).ToList();
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = launch.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        var process = await LauncherThread.RunAsync(() => Process.Start(start)!);
        process.StandardInput.Close();
        return new ChildProcess(process, launch, onLine, time ?? TimeProvider.System);
    }

    /// <summary>Asks it to end, waits up to <see cref="Launch.StopTimeout"/>, then kills what is left of its group.</summary>
    public async Task StopAsync()
    {
        if (!Exited.IsCompleted)
        {
            Unix.SignalProcess(Id, _launch.StopSignal);
            await Task.WhenAny(Exited, Task.Delay(_launch.StopTimeout));
        }

        await KillAsync();
    }

    /// <summary>Kills the process and whatever is left of its group.</summary>
    public async Task KillAsync()
    {
        Unix.SignalGroup(Id, UnixSignal.Kill);
        await Exited;
    }

    /// <summary>Kills what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await Task.WhenAny(_output, Task.Delay(TimeSpan.FromSeconds(1)));
        _process.Dispose();
    }

    private async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
