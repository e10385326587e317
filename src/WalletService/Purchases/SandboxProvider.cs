using Streaming.ServiceDefaults;

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
    public Task<PaymentResult> ChargeAsync(PaymentRequest request, CancellationToken cancellation) => request.PaymentMethod switch
    {
        AcceptedCard => Task.FromResult(new PaymentResult(Paid: true, $"sandbox_{request.PurchaseId:N}")),
        DeclinedCard => Task.FromResult(new PaymentResult(Paid: false, $"sandbox_{request.PurchaseId:N}")),
        _ => throw Problem.Validation($"The sandbox knows the payment methods {AcceptedCard} and {DeclinedCard}."),
    };
}
