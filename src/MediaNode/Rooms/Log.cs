namespace Streaming.MediaNode.Rooms;

/// <summary>What rooms write to the log.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Room {Room} ({Sid}) opened")]
    public static partial void Opened(ILogger log, string room, string sid);

    [LoggerMessage(Level = LogLevel.Information, Message = "Room {Room} ({Sid}) closed")]
    public static partial void Closed(ILogger log, string room, string sid);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} is active in {Room} over {Protection}")]
    public static partial void Active(ILogger log, string room, string identity, string protection);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} left {Room}: {Reason}")]
    public static partial void Left(ILogger log, string room, string identity, Protocol.DisconnectReason reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} publishes {Track} ({MimeType}) in {Room}")]
    public static partial void Published(ILogger log, string room, string identity, string track, string mimeType);

    [LoggerMessage(Level = LogLevel.Information, Message = "Media of {Identity} in {Room} ended: {Reason}")]
    public static partial void MediaEnded(ILogger log, string room, string identity, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Identity} in {Room} can't receive {MimeType}")]
    public static partial void CannotDecode(ILogger log, string room, string identity, string mimeType);

    [LoggerMessage(Level = LogLevel.Error, Message = "The periodic work of room {Room} failed")]
    public static partial void TickFailed(ILogger log, Exception error, string room);
}
