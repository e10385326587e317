using Streaming.MediaNode.Rooms;

namespace Streaming.MediaNode.Hosting;

/// <summary>When this node stops, clients are told at once to connect anew instead of finding out.</summary>
internal sealed class Farewell(RoomRegistry registry) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        registry.CloseAll();
        return Task.CompletedTask;
    }
}
