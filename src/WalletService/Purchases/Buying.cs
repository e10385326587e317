using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>
/// A purchase from order to tokens: the purchase is stored as pending, the provider is asked outside any transaction, then
/// status, ledger entries and <see cref="TokensPurchased"/> commit together. Killed in between, the same request finds the
/// pending purchase and asks the provider again under the same id, which charges once.
/// </summary>
internal sealed class Buying(
    Database database, Ledger ledger, PackageStore packages, PurchaseStore purchases, IEnumerable<IPaymentProvider> providers, TimeProvider time)
{
    public async Task<PurchaseView> BuyAsync(Guid id, Guid userId, PurchaseOrder order, CancellationToken cancellation)
    {
        var provider = providers.FirstOrDefault(p => p.Name == order.Provider)
            ?? throw Problem.Validation($"There is no payment provider '{order.Provider}'.");
        if (!provider.Knows(order.PaymentMethod))
        {
            throw Problem.Validation($"The payment provider '{provider.Name}' knows no payment method '{order.PaymentMethod}'.");
        }

        var package = await packages.FindAsync(order.PackageId, cancellation)
            ?? throw Problem.Validation($"There is no package '{order.PackageId}'.");
        var purchase = await purchases.BeginAsync(
            new Purchase(id, userId, package.Id, package.Tokens, package.PriceAmount, package.PriceCurrency, provider.Name, "pending", BalanceAfter: null), cancellation);
        if (purchase.PackageId != package.Id || purchase.Provider != provider.Name)
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, ProblemCodes.IdempotencyMismatch, "This Idempotency-Key was used for another purchase.");
        }

        if (purchase.Status == "pending")
        {
            var payment = await provider.ChargeAsync(new PaymentRequest(id, order.PaymentMethod, purchase.PriceAmount, purchase.PriceCurrency), cancellation);
            purchase = await database.TransactAsync(work => SettleAsync(work, purchase, payment, cancellation), cancellation);
        }

        var credited = purchase.Status == "completed" ? purchase.Tokens : 0;
        return new PurchaseView(id.ToString(), purchase.Status, credited, new Amount(purchase.BalanceAfter ?? 0).WholeTokens);
    }

    private async Task<Purchase> SettleAsync(UnitOfWork work, Purchase purchase, PaymentResult payment, CancellationToken cancellation)
    {
        if (!payment.Paid)
        {
            return await purchases.SettleAsync(work, purchase.Id, "declined", payment.Reference, balance: null, cancellation);
        }

        var tokens = Amount.OfTokens(purchase.Tokens);
        var posted = await ledger.PostAsync(
            work,
            new LedgerTransaction(
                "purchase",
                purchase.Id.ToString(),
                $"Bought {purchase.Tokens} tokens",
                StreamId: null,
                [new(LedgerAccount.Person(purchase.UserId), tokens), new(LedgerAccount.Issued(), -tokens)]),
            cancellation);
        if (posted.Outcome is PostOutcome.Posted)
        {
            await work.PublishAsync(
                new TokensPurchased(purchase.Id.ToString(), purchase.UserId.ToString(), purchase.Tokens, time.GetUtcNow()), purchase.UserId.ToString(), cancellation);
        }

        return await purchases.SettleAsync(work, purchase.Id, "completed", payment.Reference, posted.Balance, cancellation);
    }
}
