using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>The table <c>purchases</c>. A purchase is settled once: later settlements change nothing.</summary>
internal sealed class PurchaseStore(Database database, TimeProvider time)
{
    private const string Columns = "id, user_id, package_id, tokens, price_amount, price_currency, provider, status, balance_after";

    /// <summary>Stores a pending purchase, or finds it as it is by now.</summary>
    public Task<Purchase> BeginAsync(Purchase purchase, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            await work.Connection.ExecuteAsync(new CommandDefinition(
                """
                insert into purchases (id, user_id, package_id, tokens, price_amount, price_currency, provider, created_at)
                values (@Id, @UserId, @PackageId, @Tokens, @PriceAmount, @PriceCurrency, @Provider, @At) on conflict do nothing
                """,
                new { purchase.Id, purchase.UserId, purchase.PackageId, purchase.Tokens, purchase.PriceAmount, purchase.PriceCurrency, purchase.Provider, At = time.GetUtcNow() },
                work.Transaction,
                cancellationToken: cancellation));
            return await GetAsync(work, purchase.Id, cancellation);
        },
        cancellation);

    /// <summary>Notes the outcome.</summary>
    /// <param name="balance">The buyer's balance after it; null: what it is now.</param>
    public async Task<Purchase> SettleAsync(UnitOfWork work, Guid id, string status, string paymentReference, Amount? balance, CancellationToken cancellation)
    {
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            update purchases p set
                status = @status, payment_reference = @paymentReference, settled_at = @At,
                balance_after = coalesce(@Balance, (select a.balance from ledger.accounts a where a.kind = 'person' and a.owner = p.user_id), 0)
            where id = @id and status = 'pending'
            """,
            new { id, status, paymentReference, At = time.GetUtcNow(), Balance = balance?.Hundredths },
            work.Transaction,
            cancellationToken: cancellation));
        return await GetAsync(work, id, cancellation);
    }

    private static Task<Purchase> GetAsync(UnitOfWork work, Guid id, CancellationToken cancellation) => work.Connection.QuerySingleAsync<Purchase>(
        new CommandDefinition($"select {Columns} from purchases where id = @id", new { id }, work.Transaction, cancellationToken: cancellation));
}
