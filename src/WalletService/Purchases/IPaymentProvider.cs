namespace Streaming.WalletService;

/// <summary>Takes money; one implementation per payment company.</summary>
public interface IPaymentProvider
{
    /// <summary>How clients name it in a purchase.</summary>
    string Name { get; }

    /// <summary>Whether a payment method is worth trying; asked before a purchase begins.</summary>
    bool Knows(string paymentMethod);

    /// <summary>Charges a payment method, once per <see cref="PaymentRequest.PurchaseId"/> however often it is called.</summary>
    /// <exception cref="ServiceDefaults.ProblemException">503 when the company does not answer; the same request may try again.</exception>
    Task<PaymentResult> ChargeAsync(PaymentRequest request, CancellationToken cancellation);
}

/// <summary>What to charge.</summary>
/// <param name="PurchaseId">The provider's idempotency key.</param>
/// <param name="PaymentMethod">The provider's name for a card or account.</param>
/// <param name="PriceAmount">In the currency's minor unit.</param>
/// <param name="PriceCurrency">ISO 4217.</param>
public sealed record PaymentRequest(Guid PurchaseId, string PaymentMethod, int PriceAmount, string PriceCurrency);

/// <summary>The provider's word.</summary>
/// <param name="Paid">Whether the money came; otherwise it was declined.</param>
/// <param name="Reference">The provider's id of the payment.</param>
public sealed record PaymentResult(bool Paid, string Reference);
