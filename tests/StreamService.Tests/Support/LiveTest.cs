using System.Text.Json.Nodes;
using Streaming.StreamService.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Streaming.StreamService.Tests.Support;

/// <summary>A test with live streams: the clock and the media server are as new afterwards.</summary>
public abstract class LiveTest(StreamServer server) : IDisposable
{
    protected StreamServer Server { get; } = server;

    protected MediaServerSide Media { get; } = new(server);

    /// <summary>A moment in which everything that is overdue by now would end.</summary>
    protected Task EndIfOverdueAsync(string streamId) =>
        Server.Services.GetRequiredService<Ending>().EndOverdueAsync(Guid.Parse(streamId), TestContext.Current.CancellationToken);

    protected async Task<JsonObject> StreamAsync(string streamId)
    {
        using var anyone = Person.Anonymous(Server);
        return await anyone.GetAsync($"/api/streams/{streamId}");
    }

    protected async Task<string> StatusAsync(string streamId) => (string)(await StreamAsync(streamId))["status"]!;

    protected async Task<string> PublisherAsync(string streamId) => (string)(await StreamAsync(streamId))["publisher"]!;

    public void Dispose()
    {
        Server.Time.Reset();
        Server.LiveKit.IsBroken = false;
        GC.SuppressFinalize(this);
    }
}
