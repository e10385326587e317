using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;

namespace Streaming.ChatService;

/// <summary>What rooms work with.</summary>
internal sealed record RoomServices(IHubContext<LiveHub> Hub, Backplane Backplane, StreamsStore Streams, MessagesStore Messages, ChatMetrics Metrics, ILogger<Room> Logger);

/// <summary>
/// The rooms that this node holds: those with connections here, and for <see cref="Lingering"/> after the last left. Members are
/// counted under one lock, so a room is never closed while a connection is joining it.
/// </summary>
internal sealed class RoomRegistry(RoomServices services, TimeProvider time) : IAsyncDisposable
{
    public static readonly TimeSpan Lingering = TimeSpan.FromSeconds(15);
    private readonly Dictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public async Task<RoomState> JoinAsync(string streamId, string connectionId, CancellationToken cancellation)
    {
        Room room;
        lock (_lock)
        {
            if (!TryFind(streamId, out room!))
            {
                _rooms[streamId] = room = new Room(streamId, services);
            }

            room.Members.Add(connectionId);
        }

        try
        {
            return await room.JoinAsync(connectionId, cancellation);
        }
        catch
        {
            Leave(streamId, connectionId);
            throw;
        }
    }

    public void Leave(string streamId, string connectionId)
    {
        lock (_lock)
        {
            if (TryFind(streamId, out var room) && room.Members.Remove(connectionId) && room.Members.Count == 0)
            {
                room.EmptySince = time.GetUtcNow();
            }
        }
    }

    /// <summary>Hands a signal to this node's room of that stream, if there is one.</summary>
    public void Receive(string streamId, HubSignal signal) => Find(streamId)?.Receive(signal);

    public Room? Find(string streamId)
    {
        lock (_lock)
        {
            return _rooms.GetValueOrDefault(streamId);
        }
    }

    public IReadOnlyList<string> StreamIds()
    {
        lock (_lock)
        {
            return [.. _rooms.Keys];
        }
    }

    public async Task CloseEmptyAsync()
    {
        List<Room> empty;
        lock (_lock)
        {
            empty = [.. _rooms.Values.Where(r => r.Members.Count == 0 && r.EmptySince + Lingering < time.GetUtcNow())];
            empty.ForEach(r => _rooms.Remove(r.StreamId));
        }

        foreach (var room in empty)
        {
            await room.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in StreamIds())
        {
            await Find(id)!.DisposeAsync();
        }
    }

    private bool TryFind(string streamId, [NotNullWhen(true)] out Room? room) => _rooms.TryGetValue(streamId, out room);
}
