using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Rooms;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>The whole node inside the test's process, for tests that look at its parts.</summary>
internal sealed class InProcessNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private InProcessNode(WebApplication app) => _app = app;

    public RoomRegistry Rooms => _app.Services.GetRequiredService<RoomRegistry>();

    public static async Task<InProcessNode> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["LiveKit:ApiKey"] = ApiKey.Key,
            ["LiveKit:ApiSecret"] = ApiKey.Secret,
            ["Media:UdpPort"] = "0",
        });
        builder.AddMediaNode();
        var app = builder.Build();
        app.MapMediaNode();
        await app.StartAsync();
        return new InProcessNode(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
