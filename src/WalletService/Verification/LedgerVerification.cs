using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>Proves the ledger: recomputes every hash, number, balance and sum from the entries.</summary>
public sealed class LedgerVerification(Database database, LedgerMetrics metrics)
{
    /// <summary>Faults named at most; all are counted.</summary>
    public const int MaxFaults = 20;

    /// <summary>Longest run, in seconds: it reads every entry.</summary>
    public const int TimeLimitSeconds = 600;

    /// <summary>Looks at one consistent state, while the ledger goes on being used.</summary>
    public async Task<LedgerProof> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var faults = (await connection.QueryAsync<FaultRow>(Command(
            $"""
            select fault, account_id, number, transaction_id, recorded_at, count(*) over () as total from ledger.faults()
            order by recorded_at nulls last, account_id nulls last, number limit {MaxFaults}
            """))).AsList();
        var faultCount = faults.Count == 0 ? 0 : faults[0].Total;
        var trial = (await connection.QueryAsync<(string Kind, long Accounts, long Balance)>(Command(
            "select kind, count(*), sum(balance)::bigint from ledger.accounts group by kind order by kind"))).AsList();
        var entries = await connection.ExecuteScalarAsync<long>(Command("select count(*) from ledger.entries"));
        metrics.NoteFaults(faultCount);
        return new LedgerProof(
            faultCount == 0,
            entries,
            [.. trial.Select(t => new TrialBalance(t.Kind, t.Accounts, new Amount(t.Balance).Tokens))],
            faultCount,
            [.. faults.Select(f => new LedgerFault(f.Fault, f.AccountId, f.Number, f.TransactionId?.ToString(), f.RecordedAt))]);

        CommandDefinition Command(string sql) => new(sql, transaction: transaction, commandTimeout: TimeLimitSeconds, cancellationToken: cancellation);
    }

    private sealed record FaultRow(string Fault, long? AccountId, long? Number, Guid? TransactionId, DateTimeOffset? RecordedAt, long Total);
}
