namespace Streaming.WalletService;

/// <summary>Takes no money: test cards that are always accepted or always declined.</summary>
public sealed class SandboxProvider : IPaymentProvider
{
    /// <summary>A card that pays.</summary>
    public const string AcceptedCard = "pm_ok";

    /// <summary>A card that is declined.</summary>
    public const string DeclinedCard = "pm_declined";

    /// <inheritdoc/>
    public string Name => "sandbox";

    /// <inheritdoc/>
    public bool Knows(string paymentMethod) => paymentMethod is AcceptedCard or DeclinedCard;

    /// <inheritdoc/>
    public Task<PaymentResult> ChargeAsync(PaymentRequest request, CancellationToken cancellation) =>
        Task.FromResult(new PaymentResult(request.PaymentMethod == AcceptedCard, $"sandbox_{request.PurchaseId:N}"));
}
