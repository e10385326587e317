using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Rooms;

namespace Streaming.MediaNode.Webhooks;

/// <summary>Takes what happened in a room, to be told to the configured addresses. Never blocks; called under the room's gate.</summary>
public interface IWebhookSink
{
    /// <summary>Something about the room itself.</summary>
    void Enqueue(Room room, string name);

    /// <summary>Someone came or went.</summary>
    void Enqueue(Room room, string name, Participant participant);

    /// <summary>A track came or went.</summary>
    void Enqueue(Room room, string name, PublishedTrack track);
}
