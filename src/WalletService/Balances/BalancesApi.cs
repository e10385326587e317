using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>What a person has, and how it came to that.</summary>
internal static class BalancesApi
{
    private const int CsvPage = 500;

    public static void MapBalances(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/api/tokens").WithTags("Tokens").ForPeople();
        tokens.MapGet("/balance", BalanceAsync).Describe("GetTokenBalance", "The caller's tokens").WithProblems(401, 403);
        tokens.MapGet("/transactions", TransactionsAsync)
            .Describe("ListTokenTransactions", "The caller's transactions, newest first").WithProblems(400, 401, 403);
        tokens.MapGet("/transactions.csv", CsvAsync)
            .Describe("ExportTokenTransactions", "All of the caller's transactions as CSV, newest first")
            .Produces<string>(StatusCodes.Status200OK, "text/csv").WithProblems(401, 403);
    }

    private static async Task<Ok<BalanceView>> BalanceAsync(Caller caller, LedgerReader ledger, CancellationToken cancellation) =>
        TypedResults.Ok(new BalanceView((await ledger.BalanceAsync(Guid.Parse(caller.Id), cancellation)).WholeTokens));

    private static async Task<Ok<Page<TransactionView>>> TransactionsAsync(
        string? cursor, int? limit, Caller caller, LedgerReader ledger, CancellationToken cancellation)
    {
        var size = Cursor.Limit(limit);
        var lines = await ledger.StatementAsync(Guid.Parse(caller.Id), Cursor.Read<long?>(cursor), size + 1, cancellation);
        var page = Page<StatementLine>.Of(lines, size, line => line.Number);
        return TypedResults.Ok(new Page<TransactionView>([.. page.Items.Select(TransactionView.Of)], page.NextCursor));
    }

    /// <summary>Written page by page: the statement may be long.</summary>
    private static PushStreamHttpResult CsvAsync(Caller caller, LedgerReader ledger, CancellationToken cancellation) => TypedResults.Stream(
        async body =>
        {
            await using var writer = new StreamWriter(body);
            await writer.WriteAsync(StatementCsv.Header);
            long? before = null;
            IReadOnlyList<StatementLine> lines;
            do
            {
                lines = await ledger.StatementAsync(Guid.Parse(caller.Id), before, CsvPage, cancellation);
                foreach (var line in lines)
                {
                    await writer.WriteAsync(StatementCsv.Line(TransactionView.Of(line)));
                    before = line.Number;
                }
            }
            while (lines.Count == CsvPage);
        },
        StatementCsv.ContentType,
        "transactions.csv");
}

/// <summary>The caller's balance.</summary>
/// <param name="Balance">Whole tokens, never negative.</param>
public sealed record BalanceView(long Balance);

/// <summary>A line of the caller's statement.</summary>
/// <param name="Id">The ledger transaction, UUIDv7.</param>
/// <param name="Type"><c>purchase</c>, <c>gift</c>, <c>enrolment</c> or <c>refund</c>.</param>
/// <param name="Amount">Whole tokens; negative when they were spent.</param>
/// <param name="BalanceAfter">Whole tokens right after it.</param>
/// <param name="Reason">For people to read.</param>
/// <param name="Reference">The purchase's, gift sending's or enrolment's id.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record TransactionView(
    string Id, string Type, long Amount, long BalanceAfter, string Reason, string Reference, DateTimeOffset CreatedAt)
{
    internal static TransactionView Of(StatementLine line) => new(
        line.Id.ToString(),
        line.Type,
        new Amount(line.Amount).WholeTokens,
        new Amount(line.BalanceAfter).WholeTokens,
        line.Reason,
        line.Reference,
        line.CreatedAt);
}
