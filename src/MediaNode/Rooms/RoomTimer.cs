using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.Rooms;

/// <summary>Gives every room its turn fifty times a second. Holds one room's gate at a time.</summary>
public sealed class RoomTimer(RoomRegistry registry, MediaClock clock, TimeProvider time, ILogger<Room> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);
    internal const int TicksPer60Milliseconds = 3, TicksPer100Milliseconds = 5, TicksPer200Milliseconds = 10, TicksPer400Milliseconds = 20, TicksPerSecond = 50;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        for (var tick = 0; await timer.WaitForNextTickAsync(stoppingToken); tick = (tick + 1) % int.MaxValue)
            foreach (var room in registry.Rooms) Tick(room, tick);
    }

    private void Tick(Room room, int tick)
    {
        try
        {
            lock (room.Gate)
            {
                if (!room.IsClosed) room.Tick(clock.Now, tick);
            }
        }
        catch (Exception error)
        {
            // One room's fault must not stop the others' clock.
            Log.TickFailed(log, error, room.Name);
        }
    }
}
