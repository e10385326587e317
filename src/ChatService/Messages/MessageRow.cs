using System.Text.Json;
using Streaming.Contracts;

namespace Streaming.ChatService;

/// <summary>A row of the table of messages, as <see cref="Columns"/> reads it.</summary>
internal sealed record MessageRow(
    string Id, string StreamId, long Seq, string Profile, string Content, string? ReplyTo, string Type, DateTimeOffset CreatedAt, string? Gift, string? ClientId)
{
    public const string Columns = "id, stream_id, seq, profile::text as profile, content, reply_to, type, created_at, gift::text as gift, client_id";

    public Message ToMessage() => new(
        Id,
        StreamId,
        Seq,
        JsonSerializer.Deserialize<PublicUser>(Profile, ChatJson.Options) ?? throw new InvalidDataException($"Message {Id} has no profile."),
        Content,
        ReplyTo,
        Type,
        CreatedAt,
        Gift is null ? null : JsonSerializer.Deserialize<SentGift>(Gift, ChatJson.Options),
        ClientId);
}
