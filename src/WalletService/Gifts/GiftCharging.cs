using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>
/// Here a gift is charged. <see cref="GiftRequested"/> becomes one ledger transaction (sender −total, creator +share,
/// platform +rest) and <see cref="TokensDeducted"/>, or <see cref="TokensDeductionRejected"/>; the decision, the entries and
/// the event commit together. The gift's id decides: a request that comes again gets the first answer again, whatever the
/// inbox remembers and whatever the balance is by then.
/// </summary>
public sealed class GiftCharging(Ledger ledger, CreatorShare share, GiftChargeStore charges, TimeProvider time) : IEventHandler<GiftRequested>
{
    /// <inheritdoc/>
    public async Task HandleAsync(GiftRequested message, UnitOfWork work, CancellationToken cancellation)
    {
        var request = GiftChargeRequest.Of(message);
        var charge = await charges.FindAsync(work, request, cancellation) ?? await DecideAsync(work, request, cancellation);
        if (charge.TransactionId is { } transaction)
        {
            await work.PublishAsync(
                new TokensDeducted(
                    transaction.ToString(), message.GiftSendId, message.SenderId, message.TotalTokens, new Amount(charge.Balance).WholeTokens, charge.DecidedAt),
                orderingKey: message.SenderId,
                cancellation);
        }
        else
        {
            await work.PublishAsync(
                new TokensDeductionRejected(
                    message.GiftSendId, message.SenderId, charge.Code!, message.TotalTokens, new Amount(charge.Balance).WholeTokens, charge.DecidedAt),
                orderingKey: message.SenderId,
                cancellation);
        }
    }

    private async Task<GiftCharge> DecideAsync(UnitOfWork work, GiftChargeRequest request, CancellationToken cancellation)
    {
        var posted = await ledger.PostAsync(
            work,
            new LedgerTransaction("gift", request.GiftSendId.ToString(), "Gift", request.StreamId, share.Divide(request.SenderId, request.CreatorId, request.Amount)),
            cancellation);
        var code = posted.Outcome is PostOutcome.Insufficient ? ProblemCodes.InsufficientTokens : null;
        return await charges.AddAsync(
            work,
            new GiftCharge(request.GiftSendId, request.SenderId, request.Amount.Hundredths, posted.TransactionId, code, posted.Balance.Hundredths, time.GetUtcNow()),
            cancellation);
    }
}
