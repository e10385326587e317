using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>Questions to the ledger that change nothing.</summary>
public sealed class LedgerReader(Database database)
{
    /// <summary>What a person can spend; 0 for someone the ledger has not met.</summary>
    public async Task<Amount> BalanceAsync(Guid userId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return new Amount(await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select coalesce(sum(balance), 0)::bigint from ledger.accounts where kind = 'person' and owner = @userId", new { userId }, cancellationToken: cancellation)));
    }

    /// <summary>A person's entries, newest first.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="before">Only entries with a smaller number; null from the newest.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellation">Cancels the query.</param>
    public async Task<IReadOnlyList<StatementLine>> StatementAsync(Guid userId, long? before, int count, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (await connection.QueryAsync<StatementLine>(new CommandDefinition(
            """
            select e.number, t.id, t.type, e.amount, e.balance_after, t.reason, t.reference, t.created_at
            from ledger.accounts a
            join ledger.entries e on e.account_id = a.id
            join ledger.transactions t on t.id = e.transaction_id
            where a.kind = 'person' and a.owner = @userId and (@before::bigint is null or e.number < @before)
            order by e.number desc limit @count
            """,
            new { userId, before, count },
            cancellationToken: cancellation))).AsList();
    }
}

/// <summary>One entry of a person's account, as stored; amounts in hundredths.</summary>
public sealed record StatementLine(long Number, Guid Id, string Type, long Amount, long BalanceAfter, string Reason, string Reference, DateTimeOffset CreatedAt);
