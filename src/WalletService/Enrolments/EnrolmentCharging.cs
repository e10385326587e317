using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>
/// Here a place in a paid stream is charged: <see cref="DeductTokens"/> becomes one ledger transaction, once per reference.
/// A refusal is not remembered: whoever asks again after buying tokens may succeed.
/// </summary>
public sealed class EnrolmentCharging(Database database, Ledger ledger, CreatorShare share, TimeProvider time)
    : IRequestHandler<DeductTokens, DeductTokensResult>
{
    /// <inheritdoc/>
    public Task<DeductTokensResult> AnswerAsync(DeductTokens request, CancellationToken cancellation) =>
        database.TransactAsync(work => ChargeAsync(request, work, cancellation), cancellation);

    private async Task<DeductTokensResult> ChargeAsync(DeductTokens request, UnitOfWork work, CancellationToken cancellation)
    {
        if (request is not { Amount: > 0, Reference.Length: > 0 and <= LedgerTransaction.MaxReference, Reason.Length: > 0 and <= LedgerTransaction.MaxReason }
            || !Guid.TryParse(request.UserId, out var payer)
            || !Guid.TryParse(request.CreatorId, out var creator)
            || !Guid.TryParse(request.StreamId, out var stream))
        {
            return new DeductTokensResult(Success: false, TransactionId: null, NewBalance: 0, ProblemCodes.ValidationFailed);
        }

        var posted = await ledger.PostAsync(
            work,
            new LedgerTransaction("enrolment", request.Reference, request.Reason, stream, share.Divide(payer, creator, Amount.OfTokens(request.Amount))),
            cancellation);
        if (posted.Outcome is PostOutcome.Posted)
        {
            await work.PublishAsync(
                new TokensDeducted(
                    posted.TransactionId.ToString()!, request.Reference, request.UserId, request.Amount, posted.Balance.WholeTokens, time.GetUtcNow()),
                orderingKey: request.UserId,
                cancellation);
        }

        return posted.Outcome is PostOutcome.Insufficient
            ? new DeductTokensResult(Success: false, TransactionId: null, posted.Balance.WholeTokens, ProblemCodes.InsufficientTokens)
            : new DeductTokensResult(Success: true, posted.TransactionId.ToString(), posted.Balance.WholeTokens, Code: null);
    }
}
