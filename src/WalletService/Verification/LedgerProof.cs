namespace Streaming.WalletService;

/// <summary>What a verification found.</summary>
/// <param name="Ok">Whether everything adds up and no entry was changed.</param>
/// <param name="Entries">Entries looked at.</param>
/// <param name="TrialBalance">The sum of all accounts of each kind; together they are zero.</param>
/// <param name="FaultCount">How many faults there are.</param>
/// <param name="Faults">The first 20, the oldest first.</param>
public sealed record LedgerProof(bool Ok, long Entries, IReadOnlyList<TrialBalance> TrialBalance, long FaultCount, IReadOnlyList<LedgerFault> Faults);

/// <summary>All accounts of a kind together.</summary>
/// <param name="Kind"><c>person</c>, <c>earnings</c>, <c>revenue</c> or <c>issued</c>.</param>
/// <param name="Accounts">How many rows.</param>
/// <param name="Balance">Tokens; up to two decimals.</param>
public sealed record TrialBalance(string Kind, long Accounts, decimal Balance);

/// <summary>Something that does not add up.</summary>
/// <param name="Fault"><c>hash</c>: the entry, its transaction or the one before was changed; <c>balance</c>, <c>number</c>: it does not follow the
/// one before; <c>debt</c>: below zero; <c>sum</c>: the transaction's entries are not zero; <c>account</c>: the balance is not that of the newest
/// entry; <c>missing_transaction</c>.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Number">The entry's number within it.</param>
/// <param name="TransactionId">The transaction.</param>
/// <param name="RecordedAt">When it was recorded, as far as can be told; UTC.</param>
public sealed record LedgerFault(string Fault, long? AccountId, long? Number, string? TransactionId, DateTimeOffset? RecordedAt);
