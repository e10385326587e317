namespace Streaming.Contracts;

/// <summary>Tokens left a person's balance, in full and for good. Published once per <paramref name="Reference"/>.</summary>
/// <param name="TransactionId">The ledger transaction, UUIDv7.</param>
/// <param name="Reference">What it was for: the gift sending's or enrolment's id.</param>
/// <param name="UserId">Who paid.</param>
/// <param name="Amount">Tokens, positive.</param>
/// <param name="NewBalance">The payer's balance right after.</param>
/// <param name="At">UTC.</param>
public sealed record TokensDeducted(string TransactionId, string Reference, string UserId, long Amount, long NewBalance, DateTimeOffset At);

/// <summary>A deduction was refused; no tokens moved.</summary>
/// <param name="Reference">What it was for.</param>
/// <param name="UserId">Who would have paid.</param>
/// <param name="Code">A problem code, e.g. <c>insufficient_tokens</c>.</param>
/// <param name="Amount">Tokens asked for.</param>
/// <param name="Balance">The balance at that moment.</param>
/// <param name="At">UTC.</param>
public sealed record TokensDeductionRejected(string Reference, string UserId, string Code, long Amount, long Balance, DateTimeOffset At);

/// <summary>A purchase settled and its tokens are on the balance.</summary>
/// <param name="PurchaseId">UUIDv7.</param>
/// <param name="UserId">Who bought.</param>
/// <param name="Tokens">Tokens credited.</param>
/// <param name="At">UTC.</param>
public sealed record TokensPurchased(string PurchaseId, string UserId, long Tokens, DateTimeOffset At);

/// <summary>Asks WalletService to deduct tokens for an enrolment; idempotent on <paramref name="Reference"/>.
/// Answer: <see cref="DeductTokensResult"/>.</summary>
/// <param name="Reference">The enrolment's id.</param>
/// <param name="UserId">Who pays.</param>
/// <param name="CreatorId">Who earns.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Amount">Tokens, positive.</param>
/// <param name="Reason">Shown in the payer's transactions.</param>
public sealed record DeductTokens(string Reference, string UserId, string CreatorId, string StreamId, long Amount, string Reason);

/// <summary>The answer to <see cref="DeductTokens"/>.</summary>
/// <param name="Success">Whether the tokens moved (now, or at an earlier request with the same reference).</param>
/// <param name="TransactionId">The ledger transaction when it did.</param>
/// <param name="NewBalance">The payer's balance.</param>
/// <param name="Code">A problem code when it did not.</param>
public sealed record DeductTokensResult(bool Success, string? TransactionId, long NewBalance, string? Code);
