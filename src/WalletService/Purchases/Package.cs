namespace Streaming.WalletService;

/// <summary>A row of <c>packages</c>.</summary>
internal sealed record Package(string Id, string Name, int Tokens, int PriceAmount, string PriceCurrency);

/// <summary>Tokens on offer.</summary>
/// <param name="Id">Stable short name.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Tokens">What one gets.</param>
/// <param name="Price">What it costs.</param>
public sealed record PackageView(string Id, string Name, int Tokens, Price Price);

/// <summary>An amount of money.</summary>
/// <param name="Amount">In the currency's minor unit: 449 EUR is 4.49 €.</param>
/// <param name="Currency">ISO 4217, e.g. <c>EUR</c>.</param>
public sealed record Price(int Amount, string Currency);

/// <summary>All packages, smallest first.</summary>
/// <param name="Items">The packages.</param>
public sealed record PackageList(IReadOnlyList<PackageView> Items);
