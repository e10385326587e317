using System.Collections.Concurrent;
using Streaming.AppHost.Local.Processes;

namespace Streaming.Testing;

/// <summary>A native server that has been started and answers. Tests that stop, kill or restart a server use it directly.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private const int KeptLines = 40;
    private readonly string _name;
    private readonly IWorkload _server;
    private readonly ConcurrentQueue<string> _output = new();
    private ChildProcess? _process;

    private RunningServer(string name, IWorkload server) => (_name, _server) = (name, server);

    /// <summary>Id of the server's process.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException($"{_name} does not run.");

    /// <summary>Prepares and starts a server; ends when it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended or did not answer within a minute; carries its last output.</exception>
    public static async Task<RunningServer> StartAsync(string name, IWorkload server)
    {
        var running = new RunningServer(name, server);
        await server.PrepareAsync(CancellationToken.None);
        await running.StartAsync();
        return running;
    }

    /// <summary>Starts it again after <see cref="StopAsync"/> or <see cref="KillAsync"/>, with the data that it had.</summary>
    public async Task StartAsync()
    {
        _process = await ChildProcess.StartAsync(_server.CreateLaunch(), Keep);
        using var limit = new CancellationTokenSource(StartTimeout);
        while (true)
        {
            if (_process.Exited.IsCompleted || limit.IsCancellationRequested)
            {
                await _process.DisposeAsync();
                throw new InvalidOperationException($"{_name} did not start:\n{string.Join('\n', _output)}");
            }

            if (await WorkloadHealth.FindTroubleAsync(_server, CancellationToken.None) is null)
            {
                return;
            }

            await Task.WhenAny(_process.Exited, Task.Delay(TimeSpan.FromMilliseconds(50)));
        }
    }

    /// <summary>Clean end.</summary>
    public Task StopAsync() => _process?.StopAsync() ?? Task.CompletedTask;

    /// <summary>As in a crash.</summary>
    public Task KillAsync() => _process?.KillAsync() ?? Task.CompletedTask;

    /// <summary>Kills it: nobody needs a test server's data afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private void Keep(OutputLine line)
    {
        _output.Enqueue(line.Text);
        while (_output.Count > KeptLines)
        {
            _output.TryDequeue(out _);
        }
    }
}
