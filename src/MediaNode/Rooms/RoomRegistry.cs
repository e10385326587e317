using System.Collections.Concurrent;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;
using Action = Streaming.MediaNode.Protocol.LeaveRequest.Types.Action;

namespace Streaming.MediaNode.Rooms;

/// <summary>
/// The rooms that exist, by name. Looking up takes no lock; opening takes one of its own, never while a room's gate is held. A room
/// removes itself when it closes, so whoever got one must check under its gate that it is still open.
/// </summary>
public sealed class RoomRegistry(MediaContext context)
{
    private readonly ConcurrentDictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();

    /// <summary>All rooms.</summary>
    public IEnumerable<Room> Rooms => _rooms.Select(r => r.Value);

    /// <summary>The room with that name, if it is open.</summary>
    public Room? Find(string name) => _rooms.GetValueOrDefault(name);

    /// <summary>Does something in the room with that name, opening it if need be.</summary>
    /// <exception cref="RoomLimitException">There are too many rooms.</exception>
    public T InRoom<T>(string name, CreateRoomRequest? settings, Func<Room, T> action)
    {
        while (true)
        {
            var room = Find(name) ?? Open(name, settings);
            lock (room.Gate)
            {
                if (!room.IsClosed) return action(room);
            }
        }
    }

    /// <summary>Does something in the room with that name; <paramref name="otherwise"/> if there is none.</summary>
    public T InOpenRoom<T>(string name, Func<Room, T> action, T otherwise)
    {
        if (Find(name) is not { } room) return otherwise;
        lock (room.Gate) return room.IsClosed ? otherwise : action(room);
    }

    /// <summary>Closes every room because this node stops; clients are told to connect anew.</summary>
    public void CloseAll()
    {
        foreach (var room in Rooms)
        {
            lock (room.Gate) room.Close(DisconnectReason.ServerShutdown, Action.Reconnect);
        }
    }

    private Room Open(string name, CreateRoomRequest? settings)
    {
        lock (_opening)
        {
            if (Find(name) is { } existing) return existing;
            if (_rooms.Count >= Limits.Rooms) throw new RoomLimitException();
            var room = new Room(name, settings, context, OnClosed);
            // First in the queue of webhooks, before anybody can join.
            room.Opened();
            _rooms[name] = room;
            context.Metrics.Rooms.Add(1);
            return room;
        }
    }

    private void OnClosed(Room room)
    {
        if (_rooms.TryRemove(KeyValuePair.Create(room.Name, room))) context.Metrics.Rooms.Add(-1);
    }
}

/// <summary>There are as many rooms as this node holds (<see cref="Limits.Rooms"/>).</summary>
public sealed class RoomLimitException() : Exception("this node has no place for another room");
