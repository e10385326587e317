using Google.Protobuf;
using Streaming.MediaNode.Protocol;

namespace Streaming.MediaNode.Signalling;

/// <summary>Where a participant's signalling messages go. Never blocks: whoever holds a room's gate may call it.</summary>
public interface ISignalSink
{
    /// <summary>Queues one encoded message; a client that reads too slowly is cut off.</summary>
    void Send(byte[] frame);

    /// <summary>Sends what is queued, then closes normally.</summary>
    void Complete();
}

/// <summary>Encoding for <see cref="ISignalSink"/>.</summary>
public static class SignalSinkExtensions
{
    /// <summary>Queues one message.</summary>
    public static void Send(this ISignalSink sink, SignalResponse message) => sink.Send(message.ToByteArray());
}
