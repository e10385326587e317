using Dapper;
using Npgsql;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>
/// The table <c>gift_sends</c>. Always holds: a sending leaves <c>pending</c> once and never comes back; whoever moves it
/// writes the outcome's events and totals in the same transaction.
/// </summary>
internal sealed class GiftSends(Database database)
{
    private const string Select =
        """
        select s.id, s.stream_id, s.channel_id, s.creator_id, s.sender_id, s.gift::text as gift, s.quantity, s.total_tokens, s.status,
               s.balance, s.code, s.requested_at, s.settled_at, p.profile::text as profile
        from gift_sends s join people p on p.id = s.sender_id
        """;

    public async Task<GiftSend?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await FindAsync(connection, id, cancellation);
    }

    /// <summary>Stores the intent and asks for its payment; does nothing when that was done before.</summary>
    public Task AddAsync(GiftSend send, PublicUser sender, DateTimeOffset nextRequestAt, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            await People.MeetAsync(work, sender, cancellation);
            var added = await work.Connection.ExecuteAsync(new CommandDefinition(
                """
                insert into gift_sends (id, stream_id, channel_id, creator_id, sender_id, gift, quantity, total_tokens, requested_at, next_request_at)
                values (@Id, @StreamId, @ChannelId, @CreatorId, @SenderId, @Gift::jsonb, @Quantity, @TotalTokens, @RequestedAt, @NextRequestAt)
                on conflict do nothing
                """,
                new
                {
                    send.Id, send.StreamId, send.ChannelId, send.CreatorId, send.SenderId, send.Gift, send.Quantity, send.TotalTokens, send.RequestedAt, NextRequestAt = nextRequestAt,
                },
                work.Transaction,
                cancellationToken: cancellation));
            if (added == 1)
            {
                await work.PublishAsync(send.Request(), orderingKey: null, cancellation);
            }
        },
        cancellation);

    /// <summary>Moves a pending sending to its outcome; null when there is none or it was moved before.</summary>
    public static async Task<GiftSend?> SettleAsync(
        UnitOfWork work, string reference, string status, long balance, string? code, DateTimeOffset at, CancellationToken cancellation)
    {
        if (!Guid.TryParse(reference, out var id))
        {
            return null;
        }

        var moved = await work.Connection.ExecuteAsync(new CommandDefinition(
            "update gift_sends set status = @status, balance = @balance, code = @code, settled_at = @at where id = @id and status = 'pending'",
            new { id, status, balance, code, at },
            work.Transaction,
            cancellationToken: cancellation));
        return moved == 1 ? await FindAsync(work.Connection, id, cancellation) : null;
    }

    /// <summary>Takes pending sendings whose payment is due to be asked for again, at most <paramref name="count"/>.</summary>
    public static async Task<IReadOnlyList<GiftSend>> TakeOverdueAsync(
        UnitOfWork work, DateTimeOffset now, TimeSpan wait, TimeSpan longestWait, int count, CancellationToken cancellation) =>
        (await work.Connection.QueryAsync<GiftSend>(new CommandDefinition(
            $"""
            with overdue as (
                select id from gift_sends where status = 'pending' and next_request_at < @now
                order by next_request_at limit @count for update skip locked),
            taken as (
                update gift_sends set requests = requests + 1, next_request_at = @now + least(@wait * power(2, least(requests, 20)), @longestWait)
                where id in (select id from overdue) returning id)
            {Select} where s.id in (select id from taken)
            """,
            new { now, wait, longestWait, count },
            work.Transaction,
            cancellationToken: cancellation))).AsList();

    private static Task<GiftSend?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<GiftSend>(new CommandDefinition($"{Select} where s.id = @id", new { id }, cancellationToken: cancellation));
}
