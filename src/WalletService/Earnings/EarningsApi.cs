using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>What a creator earned.</summary>
internal static class EarningsApi
{
    /// <summary>Streams listed, the latest first.</summary>
    public const int MaxStreams = 50;

    private const string IsEarned = "t.type in ('gift', 'enrolment', 'refund')";

    private const string Entries =
        """
        from ledger.accounts a
        join ledger.entries e on e.account_id = a.id
        join ledger.transactions t on t.id = e.transaction_id
        where a.kind = 'earnings' and a.owner = @Owner
        """;

    public static void MapEarnings(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/creators/me/earnings", EarningsAsync)
        .WithTags("Earnings").ForPeople()
        .Describe("GetMyEarnings", "The caller's earnings as a creator: their share of gifts and places in streams")
        .WithProblems(401, 403);

    private static async Task<Ok<EarningsView>> EarningsAsync(Caller caller, Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
            select coalesce(sum(e.amount), 0)::bigint as balance, coalesce(sum(e.amount) filter (where {IsEarned}), 0)::bigint as earned {Entries};
            select t.stream_id, sum(e.amount)::bigint as earned {Entries} and t.stream_id is not null and {IsEarned}
            group by t.stream_id order by max(t.created_at) desc limit @MaxStreams
            """,
            new { Owner = Guid.Parse(caller.Id), MaxStreams },
            cancellationToken: cancellation));
        var (balance, earned) = await results.ReadSingleAsync<(long Balance, long Earned)>();
        var streams = await results.ReadAsync<(Guid Id, long Earned)>();
        return TypedResults.Ok(new EarningsView(
            new Amount(balance).Tokens,
            new Amount(earned).Tokens,
            [.. streams.Select(s => new StreamEarnings(s.Id.ToString(), new Amount(s.Earned).Tokens))]));
    }
}

/// <summary>A creator's earnings, after the platform's share.</summary>
/// <param name="Available">Tokens earned and not paid out; up to two decimals, because a share of one token is a part of it.</param>
/// <param name="Total">Tokens ever earned; up to two decimals.</param>
/// <param name="ByStream">The latest 50 streams that earned something, the latest earning first.</param>
public sealed record EarningsView(decimal Available, decimal Total, IReadOnlyList<StreamEarnings> ByStream);

/// <summary>What one stream earned its creator.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Tokens">The creator's share; up to two decimals.</param>
public sealed record StreamEarnings(string StreamId, decimal Tokens);
