using System.Collections.Concurrent;
using System.Reflection;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Processes;
using Streaming.Testing;

namespace Streaming.StreamService.Tests.Support;

/// <summary>The platform's own media node as a process.</summary>
public sealed class RunningMediaNode : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private RunningMediaNode(ChildProcess process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public static async Task<RunningMediaNode> StartAsync(string webhookUrl)
    {
        var assembly = typeof(RunningMediaNode).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "MediaNode").Value!;
        var url = $"http://127.0.0.1:{FreePort.Take(1)[0]}";
        var output = new ConcurrentQueue<string>();
        var process = await ChildProcess.StartAsync(
            new Launch
            {
                FileName = "dotnet",
                Arguments = [Path.GetFullPath(assembly)],
                WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(assembly))!,
                Environment = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["ASPNETCORE_URLS"] = url,
                    ["LiveKit__ApiKey"] = FakeLiveKit.ApiKey,
                    ["LiveKit__ApiSecret"] = FakeLiveKit.ApiSecret,
                    ["Media__UdpPort"] = "0",
                    ["Media__WebhookUrls"] = webhookUrl,
                },
            },
            line => output.Enqueue(line.Text));
        using var http = new HttpClient();
        await Eventually.PassesAsync(
            async () =>
            {
                process.Exited.IsCompleted.ShouldBeFalse(string.Join('\n', output));
                (await http.GetStringAsync(url, TestContext.Current.CancellationToken)).ShouldBe("OK");
            },
            TimeSpan.FromSeconds(60));
        return new RunningMediaNode(process, url);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync();
        await _process.DisposeAsync();
    }
}
