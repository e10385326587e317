using System.Net;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Processes;

namespace Streaming.ChatService.Tests;

/// <summary>A node of ChatService as a process of its own, which can be killed and started again at the same address.</summary>
internal sealed class ChatProcess(ChatSurroundings surroundings) : IWorkload
{
    public int? Port { get; } = FreePort.Take(1)[0];

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Launch CreateLaunch() => new()
    {
        FileName = "dotnet",
        Arguments = [Path.Combine(AppContext.BaseDirectory, "ChatService.dll")],
        WorkingDirectory = AppContext.BaseDirectory,
        Environment = new Dictionary<string, string>(surroundings.Settings.Select(s => KeyValuePair.Create(s.Key.Replace(":", "__"), s.Value)))
        {
            ["ASPNETCORE_URLS"] = Address.ToString(),
        },
    };

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync(new Uri(Address, "/health/ready"), cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new NotReadyException(await answer.Content.ReadAsStringAsync(cancellationToken));
            }
        }
        catch (HttpRequestException e)
        {
            throw new NotReadyException(e.Message, e);
        }
    }
}
