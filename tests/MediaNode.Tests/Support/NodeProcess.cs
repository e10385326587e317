using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>A node in a process of its own on free ports; can be killed and started again on the same.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;
    private int _httpPort, _udpPort;

    private NodeProcess(Dictionary<string, string> settings) => _settings = settings;

    public HttpClient Http { get; private set; } = new();

    public Uri Address => new($"http://127.0.0.1:{_httpPort}");

    public string WebSocketAddress => $"ws://127.0.0.1:{_httpPort}";

    public int UdpPort => _udpPort;

    public string Output => string.Join('\n', _output);

    public static async Task<NodeProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var node = new NodeProcess(settings.ToDictionary(s => s.Name, s => s.Value));
        await node.StartAsync();
        return node;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", Path.Combine(AppContext.BaseDirectory, "MediaNode.dll"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["LiveKit__ApiKey"] = ApiKey.Key;
        start.Environment["LiveKit__ApiSecret"] = ApiKey.Secret;
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{_httpPort}";
        start.Environment["Media__UdpPort"] = $"{_udpPort}";
        foreach (var (name, value) in _settings) start.Environment[name] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => Note(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Note(line.Data, listening);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The node ended:\n{Output}"));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await listening.Task.WaitAsync(StartTimeout);
        Http.Dispose();
        Http = new HttpClient { BaseAddress = Address };
    }

    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the node as a service manager would.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", $"-TERM {_process!.Id}");
        await _process.WaitForExitAsync();
    }

    /// <summary>Calls RoomService and returns status and body.</summary>
    public async Task<(int Status, JsonNode Body)> CallAsync(string method, object request, string? token = null, string room = "")
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/twirp/livekit.RoomService/{method}") { Content = JsonContent.Create(request) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? ApiKey.ForServer(room));
        using var response = await Http.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, JsonNode.Parse(text)!);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        Http.Dispose();
    }

    private void Note(string? line, TaskCompletionSource listening)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (line.Contains("Media on udp ", StringComparison.Ordinal)) _udpPort = PortAtEndOf(line);
        if (line.Contains("Now listening on: ", StringComparison.Ordinal)) _httpPort = PortAtEndOf(line);
        if (line.Contains("Application started", StringComparison.Ordinal)) listening.TrySetResult();
    }

    private static int PortAtEndOf(string line) => int.Parse(line[(line.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
