using Streaming.Contracts;

namespace Streaming.ChatService;

/// <summary>
/// Tells the rooms of a stream on every node what happened. Messages and changes reach this node's room without Redis too; rooms
/// show each once because messages are numbered and changes are read from the database.
/// </summary>
internal sealed class RoomSignals(Backplane backplane, RoomRegistry rooms)
{
    public Task AppendedAsync(Message message)
    {
        var signal = HubSignal.Of(HubEvents.Message, message);
        rooms.Receive(message.StreamId, signal);
        return SendAsync(message.StreamId, signal);
    }

    public Task ChangedAsync(string streamId)
    {
        var signal = HubSignal.Of(HubSignal.Changed, streamId);
        rooms.Receive(streamId, signal);
        return SendAsync(streamId, signal);
    }

    public Task DeletedAsync(string streamId, string messageId) =>
        SendAsync(streamId, HubSignal.Of(HubEvents.Deleted, new MessageDeleted(streamId, messageId, Reason: null)));

    public Task TypingAsync(string streamId, PublicUser user) => SendAsync(streamId, HubSignal.Of(HubEvents.Typing, new TypingShown(streamId, user)));

    public Task CountedAsync(string streamId, int count) => SendAsync(streamId, HubSignal.Of(HubEvents.ViewerCount, new ViewerCount(streamId, count)));

    public Task JoinedAsync(string streamId, Viewer viewer) => SendAsync(streamId, HubSignal.Of(HubEvents.ViewerJoined, new ViewerChange(streamId, viewer)));

    public Task LeftAsync(string streamId, Viewer viewer) => SendAsync(streamId, HubSignal.Of(HubEvents.ViewerLeft, new ViewerChange(streamId, viewer)));

    private Task SendAsync(string streamId, HubSignal signal) => backplane.PublishAsync(Backplane.StreamChannel(streamId), signal);
}
