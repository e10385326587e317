using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.ChatService;

/// <summary>Names of what the server sends to clients (PRODUCT: hub).</summary>
internal static class HubEvents
{
    public const string Message = "chat:message";
    public const string History = "chat:history";
    public const string Deleted = "chat:deleted";
    public const string Typing = "chat:typing";
    public const string Settings = "chat:settings";
    public const string ViewerJoined = "viewer:joined";
    public const string ViewerLeft = "viewer:left";
    public const string ViewerCount = "viewer:count";
    public const string GiftSent = "gift:sent";
    public const string StreamStarted = "stream:started";
    public const string StreamUpdated = "stream:updated";
    public const string StreamEnded = "stream:ended";
    public const string Notification = "notification";
}

/// <summary><c>chat:history</c>: the newest messages, oldest first.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Items">At most <see cref="Room.HistorySize"/>.</param>
public sealed record ChatHistory(string StreamId, IReadOnlyList<Message> Items);

/// <summary><c>chat:deleted</c>.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="MessageId">What to take away.</param>
/// <param name="Reason">Why, when it is told.</param>
public sealed record MessageDeleted(string StreamId, string MessageId, string? Reason);

/// <summary><c>chat:typing</c>; holds for some 3 s.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="User">Who types.</param>
public sealed record TypingShown(string StreamId, PublicUser User);

/// <summary><c>viewer:count</c>.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Count">Distinct people present, the creator not counted.</param>
public sealed record ViewerCount(string StreamId, int Count);

/// <summary><c>viewer:joined</c> and <c>viewer:left</c>.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="User">Who.</param>
public sealed record ViewerChange(string StreamId, Viewer User);

/// <summary>What nodes tell each other on a stream's or a person's Redis channel.</summary>
/// <param name="Event">One of <see cref="HubEvents"/>, or <see cref="Changed"/>.</param>
/// <param name="Body">What clients get.</param>
internal sealed record HubSignal(string Event, JsonElement Body)
{
    /// <summary>The stored stream, its settings or its snapshot changed: rooms read it again.</summary>
    public const string Changed = "changed";

    public static HubSignal Of<T>(string name, T body) => new(name, JsonSerializer.SerializeToElement(body, ChatJson.Options));

    public T Read<T>() => Body.Deserialize<T>(ChatJson.Options) ?? throw new InvalidDataException($"{Event} carries no {typeof(T).Name}.");
}
