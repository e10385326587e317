using System.Text.Json;
using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>A message before it has its number.</summary>
internal sealed record Draft(string Id, string StreamId, PublicUser User, string Content, string? ReplyTo, string Type, SentGift? Gift = null, string? ClientId = null);

/// <summary>
/// Appends to a stream's log. Always holds: numbers of one stream grow by one, in the order of commits (the stream's row is
/// locked until then), so a message whose number is known is readable together with all before it; rooms are told after the commit.
/// </summary>
internal sealed class MessageLog(RoomSignals signals, ChatMetrics metrics, TimeProvider time)
{
    /// <summary>Appends unless a message of that id stands already.</summary>
    /// <returns>The message; null when it stood.</returns>
    public async Task<Message?> AppendAsync(UnitOfWork work, Draft draft, CancellationToken cancellation)
    {
        var row = await work.Connection.QuerySingleOrDefaultAsync<MessageRow>(new CommandDefinition(
            $"""
            with place as (
                update streams set last_seq = last_seq + 1
                where id = @StreamId and not exists (select from messages where id = @Id)
                returning last_seq)
            insert into messages (id, stream_id, seq, user_id, profile, content, reply_to, type, gift, client_id, created_at)
            select @Id, @StreamId, last_seq, @UserId, @Profile::jsonb, @Content, @ReplyTo, @Type, @Gift::jsonb, @ClientId, @Now from place
            returning {MessageRow.Columns}
            """,
            new
            {
                draft.Id,
                draft.StreamId,
                UserId = draft.User.Id,
                Profile = JsonSerializer.Serialize(draft.User, ChatJson.Options),
                draft.Content,
                draft.ReplyTo,
                draft.Type,
                Gift = draft.Gift is null ? null : JsonSerializer.Serialize(draft.Gift, ChatJson.Options),
                draft.ClientId,
                Now = time.GetUtcNow(),
            },
            work.Transaction,
            cancellationToken: cancellation));
        if (row?.ToMessage() is not { } message)
        {
            return null;
        }

        work.AfterCommit(() =>
        {
            metrics.Appended(message);
            return signals.AppendedAsync(message);
        });
        return message;
    }

    /// <summary>Appends a line of the platform's own, in the creator's name.</summary>
    public Task AppendSystemAsync(UnitOfWork work, StreamView stream, string content, CancellationToken cancellation) => AppendAsync(
        work, new Draft(Guid.CreateVersion7().ToString(), stream.Id, stream.Creator, content, ReplyTo: null, MessageType.System), cancellation);
}
