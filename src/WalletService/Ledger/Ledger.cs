using System.Data;
using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>
/// The double-entry ledger: all tokens there are, and the only code that moves them. Always holds:
/// <list type="number">
/// <item>The entries of every transaction sum to zero: tokens move, none appear or vanish.
///   (Refused at commit by <c>sums_to_zero</c>.)</item>
/// <item>No account of a person, spending or earnings, is below zero. (<c>nobody_in_debt</c>)</item>
/// <item>Of one type and reference there is at most one transaction, however often it is asked for. (unique)</item>
/// <item>Entries and transactions are never changed or deleted. (<c>append_only</c>, <c>no_truncate</c>)</item>
/// <item>An account's entries are numbered 1, 2, 3 … without gaps, each one's <c>balance_after</c> is the one before plus its
///   amount, and the account's balance is that of its newest entry: replaying gives the balances.
///   (primary key, <c>sums_to_zero</c>, <c>balance_is_newest_entry</c>)</item>
/// <item>Each entry carries a hash over itself, its transaction and the account's entry before it, so that whoever gets
///   around the rules above is found out.</item>
/// </list>
/// Why concurrent postings keep them: <c>ledger.post</c> locks all accounts of a transaction, in one order for everyone,
/// before it looks at a balance, and holds the locks until the caller's database transaction ends; the caller's own rows and
/// events commit or vanish with the entries.
/// </summary>
public sealed class Ledger(LedgerMetrics metrics, TimeProvider time)
{
    /// <summary>Posts a transaction as part of the caller's database transaction.</summary>
    /// <exception cref="Npgsql.PostgresException">The postings do not sum to zero (when committing), or the reference was used for something else.</exception>
    public async Task<PostResult> PostAsync(UnitOfWork work, LedgerTransaction transaction, CancellationToken cancellation)
    {
        var postings = transaction.Postings.Where(p => p.Amount != default).ToList();
        var row = await work.Connection.QuerySingleAsync<(string Outcome, Guid? TransactionId, long Balance)>(new CommandDefinition(
            """
            select outcome, transaction_id, balance
            from ledger.post(@Id, @Type, @Reference, @Reason, @StreamId, @At, @Kinds, @Owners, @Shards, @Amounts)
            """,
            new
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                transaction.Type,
                transaction.Reference,
                transaction.Reason,
                transaction.StreamId,
                At = time.GetUtcNow(),
                Kinds = postings.ConvertAll(p => p.Account.Kind),
                Owners = postings.ConvertAll(p => p.Account.Owner),
                Shards = postings.ConvertAll(p => p.Account.Shard),
                Amounts = postings.ConvertAll(p => p.Amount.Hundredths),
            },
            work.Transaction,
            cancellationToken: cancellation));
        var outcome = row.Outcome switch
        {
            "posted" => PostOutcome.Posted,
            "repeated" => PostOutcome.Repeated,
            "insufficient" => PostOutcome.Insufficient,
            _ => throw new DataException($"ledger.post answered {row.Outcome}."),
        };
        work.AfterCommit(() => metrics.NoteAsync(transaction.Type, outcome));
        return new PostResult(outcome, row.TransactionId, new Amount(row.Balance));
    }
}
