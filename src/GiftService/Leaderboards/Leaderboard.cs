using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>
/// Who gave most. Sums are counted in the transaction that settles a gift, so they equal the gifts sent at every moment;
/// the only row two gifts share is that of one person on one board.
/// </summary>
internal sealed class Leaderboard(Database database)
{
    /// <summary>Adds a sent gift to its boards.</summary>
    public static Task CountAsync(UnitOfWork work, GiftSend send, CancellationToken cancellation) => work.Connection.ExecuteAsync(new CommandDefinition(
        """
        insert into leaders as l (board, person_id, tokens, reached_at)
        select board, @SenderId, @TotalTokens, @At from unnest(@Boards) as board order by board
        on conflict (board, person_id) do update set tokens = l.tokens + excluded.tokens, reached_at = greatest(l.reached_at, excluded.reached_at)
        """,
        new { send.SenderId, send.TotalTokens, At = send.SettledAt, Boards = Boards.Of(send, send.SettledAt ?? send.RequestedAt) },
        work.Transaction,
        cancellationToken: cancellation));

    /// <summary>The first places of a board.</summary>
    public async Task<LeaderboardView> TopAsync(string board, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<(string Profile, long Tokens)>(new CommandDefinition(
            """
            select p.profile::text, l.tokens from leaders l join people p on p.id = l.person_id
            where l.board = @board order by l.tokens desc, l.reached_at, l.person_id limit @limit
            """,
            new { board, limit },
            cancellationToken: cancellation));
        return new LeaderboardView([.. rows.Select((row, index) => new Leader(People.Read(row.Profile), row.Tokens, index + 1))]);
    }
}
