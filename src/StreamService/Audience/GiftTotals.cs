using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;

namespace Streaming.StreamService.Audience;

/// <summary>Adds paid gifts to their stream's totals, each gift once (its id is the key). A gift that settles after the end still counts.</summary>
internal sealed class GiftTotals : IEventHandler<GiftSent>
{
    public async Task HandleAsync(GiftSent message, UnitOfWork work, CancellationToken cancellation)
    {
        if (!Guid.TryParse(message.StreamId, out var id))
        {
            return;
        }

        await work.Connection.ExecuteAsync(Sql.Command(
            """
            with gift as (
                insert into stream_gifts (id, stream_id, sender_id, tokens, sent_at)
                select @GiftId, id, @SenderId, @TotalTokens, @At from streams where id = @id
                on conflict do nothing returning stream_id, tokens)
            update streams set gift_tokens = gift_tokens + gift.tokens, revenue_tokens = revenue_tokens + gift.tokens
            from gift where streams.id = gift.stream_id
            """,
            new { id, GiftId = message.Id, SenderId = message.Sender.Id, message.TotalTokens, message.At },
            cancellation));
    }
}
