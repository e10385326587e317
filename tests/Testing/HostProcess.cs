using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Processes;

namespace Streaming.Testing;

/// <summary>An AppHost started as a person would, in a data folder and on ports of its own.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const int PortsOfOneHost = 60;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(4);
    private readonly TestFolder? _ownFolder;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private HostProcess(string program, int port, string? data, IReadOnlyList<string> options)
    {
        Port = port;
        _ownFolder = data is null ? new TestFolder() : null;
        Data = data ?? _ownFolder!.Sub("data");
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("setpriv", ["--pdeathsig=KILL", "--", program, "--port", port.ToString(CultureInfo.InvariantCulture), "--data", Data, .. options])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>The public port; the others follow it.</summary>
    public int Port { get; }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>The public address.</summary>
    public Uri Url => new($"http://127.0.0.1:{Port}");

    /// <summary>The host's process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What it printed so far.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    /// <summary>Starts a host; ends when it has said that it is ready.</summary>
    /// <param name="program">Path of the AppHost's executable.</param>
    /// <param name="options">Command line besides <c>--port</c> and <c>--data</c>.</param>
    /// <param name="data">Data folder to use again; null = a new one.</param>
    /// <param name="port">Public port; null = one with free ports after it.</param>
    /// <exception cref="InvalidOperationException">It ended or was not ready in time; carries what it printed.</exception>
    public static async Task<HostProcess> StartAsync(string program, IReadOnlyList<string> options, string? data = null, int? port = null)
    {
        var host = await LaunchAsync(program, options, data, port);
        var ended = host._process.WaitForExitAsync();
        if (await Task.WhenAny(host._ready.Task, ended, Task.Delay(StartTimeout)) != host._ready.Task)
        {
            var output = string.Join('\n', host.Output);
            await host.DisposeAsync();
            throw new InvalidOperationException($"The host did not become ready. It said:\n{output}");
        }

        return host;
    }

    /// <summary>Runs a host that is expected to end by itself.</summary>
    /// <returns>Its exit code and what it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(
        string program, IReadOnlyList<string> options, CancellationToken cancellationToken, string? data = null, int? port = null)
    {
        await using var host = await LaunchAsync(program, options, data, port);
        await host._process.WaitForExitAsync(cancellationToken);
        return (host._process.ExitCode, string.Join('\n', host.Output));
    }

    /// <summary>Sends SIGTERM (or another signal) to the host alone.</summary>
    public void Signal(string name = "TERM")
    {
        using var kill = Process.Start("kill", [$"-{name}", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Ends when the host has ended; gives its exit code.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Kills the host; its children go with it.</summary>
    public async ValueTask DisposeAsync()
    {
        var children = ProcessTree.Below(ProcessId);
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        await Eventually.BecomesTrueAsync(() => !children.Any(ProcessTree.IsRunning));
        _process.Dispose();
        _ownFolder?.Dispose();
    }

    /// <summary>Starts a host without waiting for anything.</summary>
    public static async Task<HostProcess> LaunchAsync(string program, IReadOnlyList<string> options, string? data = null, int? port = null)
    {
        var host = new HostProcess(program, port ?? FreePort.TakeBlock(PortsOfOneHost), data, options);
        await LauncherThread.RunAsync(host._process.Start);
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.StartsWith("ready ", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
