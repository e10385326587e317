using Microsoft.AspNetCore.SignalR;

namespace Streaming.ChatService;

/// <summary>What JoinStream answers.</summary>
/// <param name="ViewerCount">Distinct people present, the creator not counted.</param>
/// <param name="Settings">The chat's settings.</param>
/// <param name="History">The newest messages, oldest first; the same as in <c>chat:history</c>, which precedes any newer message.</param>
/// <param name="LastSeq">The number of the newest message, deleted or not.</param>
public sealed record JoinAnswer(int ViewerCount, ChatSettings Settings, IReadOnlyList<Message> History, long LastSeq);

/// <summary>
/// The hub <c>/hubs/live</c>. Being joined to a stream is being present in it. Anything refused fails the invocation with
/// <c>code: text</c> (see <see cref="HubErrors"/>). A connection that comes back joins again and gets what it missed as history.
/// </summary>
internal sealed class LiveHub(
    StreamDirectory streams,
    RoomRegistry rooms,
    RoomSignals signals,
    NodePresence presence,
    PeopleStore people,
    ViewerCounts counts,
    MessageSending sending,
    UserConnections users,
    ChatMetrics metrics) : Hub
{
    private HubVisit Visit => HubVisit.Of(Context);

    /// <summary>Joins a stream: presence, its history, and all events of it from now on. May be repeated.</summary>
    public async Task<JoinAnswer> JoinStream(string streamId)
    {
        var stream = await streams.RequireAsync(streamId, Context.ConnectionAborted);
        Visit.RequireFreePlace(stream.Id);
        await people.RememberAsync(Visit.Caller, Context.ConnectionAborted);
        var room = await rooms.JoinAsync(stream.Id, Context.ConnectionId, Context.ConnectionAborted);
        if (Visit.Streams.Add(stream.Id))
        {
            await presence.EnterAsync(stream.Id, Visit.Caller.Id);
        }

        return new JoinAnswer(await counts.NowAsync(stream, Context.ConnectionAborted), room.Settings, room.History, room.LastSeq);
    }

    /// <summary>Leaves a stream; nothing happens if it was not joined.</summary>
    public async Task LeaveStream(string streamId)
    {
        streamId = StreamDirectory.IdOf(streamId);
        if (Visit.Streams.Remove(streamId))
        {
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, RoomAudience.GroupOf(streamId), Context.ConnectionAborted);
            await LeaveAsync(streamId);
        }
    }

    /// <summary>Says something. The answer is the message as stored; it also comes as <c>chat:message</c>, like everyone else's.</summary>
    public async Task<Message> SendMessage(string streamId, string content, string? replyTo = null, string? clientId = null)
    {
        var caller = Visit.RequirePerson();
        var stream = await streams.RequireAsync(streamId, Context.ConnectionAborted);
        return await sending.SendAsync(caller, stream.Id, content, replyTo, clientId, Context.ConnectionAborted);
    }

    /// <summary>Tells the others that the caller is typing; at most every 2 s, more is dropped.</summary>
    public Task Typing(string streamId)
    {
        var caller = Visit.RequirePerson();
        streamId = StreamDirectory.IdOf(streamId);
        return Visit.Streams.Contains(streamId) && Visit.MayType() ? signals.TypingAsync(streamId, caller.Profile) : Task.CompletedTask;
    }

    public override async Task OnConnectedAsync()
    {
        var visit = HubVisit.Begin(Context);
        if (!visit.Caller.IsGuest)
        {
            await users.AddAsync(visit.Caller.Id, Context.ConnectionId, Context.ConnectionAborted);
        }

        // Last: a connection that fails here never sees OnDisconnectedAsync.
        metrics.Connected(1);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        metrics.Connected(-1);
        foreach (var streamId in Visit.Streams)
        {
            await LeaveAsync(streamId);
        }

        if (!Visit.Caller.IsGuest)
        {
            await users.RemoveAsync(Visit.Caller.Id);
        }
    }

    private async Task LeaveAsync(string streamId)
    {
        rooms.Leave(streamId, Context.ConnectionId);
        await presence.LeaveAsync(streamId, Visit.Caller.Id);
    }
}
