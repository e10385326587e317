namespace Streaming.WalletService;

/// <summary>A movement of tokens between accounts, to be posted as a whole or not at all.</summary>
/// <param name="Type">As in <c>ledger.transactions.type</c>.</param>
/// <param name="Reference">What it is for; happens once per type and reference.</param>
/// <param name="Reason">Shown to people, at most <see cref="MaxReason"/> characters.</param>
/// <param name="StreamId">The stream it belongs to.</param>
/// <param name="Postings">Sum to zero; each account once. The first names whom the transaction is about.</param>
public sealed record LedgerTransaction(string Type, string Reference, string Reason, Guid? StreamId, IReadOnlyList<Posting> Postings)
{
    /// <summary>Longest reference, in characters; <c>ledger.transactions</c> refuses more.</summary>
    public const int MaxReference = 100;

    /// <summary>Longest reason, in characters; <c>ledger.transactions</c> refuses more.</summary>
    public const int MaxReason = 200;
}

/// <summary>One side of a transaction.</summary>
/// <param name="Account">Whose balance changes.</param>
/// <param name="Amount">Positive: comes in. Zero is left out.</param>
public sealed record Posting(LedgerAccount Account, Amount Amount);

/// <summary>What became of a transaction.</summary>
public enum PostOutcome
{
    /// <summary>Posted now.</summary>
    Posted,

    /// <summary>The same type and reference was posted before; nothing changed now.</summary>
    Repeated,

    /// <summary>An account that may not go below zero would have; nothing changed.</summary>
    Insufficient,
}

/// <summary>The ledger's answer.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="TransactionId">Of the transaction posted now or before; null when insufficient.</param>
/// <param name="Balance">Of the first posting's account: right after that transaction, or now when insufficient.</param>
public sealed record PostResult(PostOutcome Outcome, Guid? TransactionId, Amount Balance);
