using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>What a creator earned.</summary>
internal static class EarningsApi
{
    /// <summary>Streams listed, the latest first.</summary>
    public const int MaxStreams = 50;

    public static void MapEarnings(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/creators/me/earnings", EarningsAsync)
        .WithTags("Earnings").ForPeople()
        .Describe("GetMyEarnings", "The caller's earnings as a creator: their share of gifts and places in streams")
        .WithProblems(401, 403);

    private static async Task<Ok<EarningsView>> EarningsAsync(Caller caller, Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var streams = (await connection.QueryAsync<(Guid? StreamId, long Earned, long Balance)>(new CommandDefinition(
            """
            select t.stream_id, sum(e.amount) filter (where t.type in ('gift', 'enrolment', 'refund'))::bigint as earned, sum(e.amount)::bigint as balance
            from ledger.accounts a
            join ledger.entries e on e.account_id = a.id
            join ledger.transactions t on t.id = e.transaction_id
            where a.kind = 'earnings' and a.owner = @Owner
            group by t.stream_id order by max(t.created_at) desc
            """,
            new { Owner = Guid.Parse(caller.Id) },
            cancellationToken: cancellation))).AsList();
        return TypedResults.Ok(new EarningsView(
            new Amount(streams.Sum(s => s.Balance)).Tokens,
            new Amount(streams.Sum(s => s.Earned)).Tokens,
            [
                .. streams.Where(s => s.StreamId is not null).Take(MaxStreams)
                    .Select(s => new StreamEarnings(s.StreamId.ToString()!, new Amount(s.Earned).Tokens)),
            ]));
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
