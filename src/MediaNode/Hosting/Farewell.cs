using Streaming.MediaNode.Rooms;

namespace Streaming.MediaNode.Hosting;

/// <summary>When this node stops, clients are told at once to connect anew instead of finding out.</summary>
internal sealed class Farewell(RoomRegistry registry, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Kestrel stops before other services do and waits for open connections: they have to end when stopping begins.
        lifetime.ApplicationStopping.Register(registry.CloseAll);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
