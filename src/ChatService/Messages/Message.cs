using System.Text.Json.Serialization;
using Streaming.Contracts;

namespace Streaming.ChatService;

/// <summary>A chat message: the <c>message</c> shape of the public API and of <c>chat:message</c>.</summary>
/// <param name="Id">UUIDv7; of a gift's message, the gift sending's id.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Seq">1, 2, 3 … within the stream, without gaps: a client that sees a number left out asks <c>GET …/messages?after=</c>;
/// what is not there either was deleted.</param>
/// <param name="User">Who wrote it, as they were then; of system messages, the creator.</param>
/// <param name="Content">Plain text, 1–500 characters (Unicode code points), one line; to be shown as text, never as markup.</param>
/// <param name="ReplyTo">The message of the same stream that this one answers.</param>
/// <param name="Type"><c>chat</c>, <c>system</c> or <c>gift</c>.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Gift">Only of type <c>gift</c>.</param>
/// <param name="ClientId">What the sender's client named it, to tell its own message from others.</param>
public sealed record Message(
    string Id,
    string StreamId,
    long Seq,
    PublicUser User,
    string Content,
    string? ReplyTo,
    string Type,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SentGift? Gift = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientId = null);

/// <summary>The gift of a message of type <c>gift</c>.</summary>
/// <param name="Gift">What was given.</param>
/// <param name="Quantity">1–999.</param>
/// <param name="TotalTokens">Price × quantity.</param>
public sealed record SentGift(GiftView Gift, int Quantity, long TotalTokens);

/// <summary>The <c>gift:sent</c> hub message.</summary>
/// <param name="Id">The gift sending's id.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Sender">Who gave.</param>
/// <param name="Gift">What was given.</param>
/// <param name="Quantity">1–999.</param>
/// <param name="TotalTokens">Price × quantity.</param>
public sealed record GiftShown(string Id, string StreamId, PublicUser Sender, GiftView Gift, int Quantity, long TotalTokens);

internal static class MessageType
{
    public const string Chat = "chat";
    public const string System = "system";
    public const string Gift = "gift";
}
