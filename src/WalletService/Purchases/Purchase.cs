using System.ComponentModel.DataAnnotations;

namespace Streaming.WalletService;

/// <summary>What to buy and how to pay.</summary>
/// <param name="PackageId">One of <c>GET /api/tokens/packages</c>.</param>
/// <param name="Provider">A payment provider's name, e.g. <c>sandbox</c>.</param>
/// <param name="PaymentMethod">The provider's name for a card or account; the sandbox knows <c>pm_ok</c> and <c>pm_declined</c>.</param>
public sealed record PurchaseOrder(
    [property: Required, StringLength(50, MinimumLength = 1)] string PackageId,
    [property: Required, StringLength(50, MinimumLength = 1)] string Provider,
    [property: Required, StringLength(200, MinimumLength = 1)] string PaymentMethod);

/// <summary>A purchase and what became of it.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Status"><c>completed</c> or <c>declined</c>.</param>
/// <param name="Tokens">Tokens credited: the package's when completed, 0 when declined.</param>
/// <param name="NewBalance">The caller's whole tokens right after.</param>
public sealed record PurchaseView(string Id, string Status, int Tokens, long NewBalance);

/// <summary>A row of <c>purchases</c>.</summary>
internal sealed record Purchase(
    Guid Id, Guid UserId, string PackageId, int Tokens, int PriceAmount, string PriceCurrency, string Provider, string Status, long? BalanceAfter);
