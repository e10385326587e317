using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>Buying tokens.</summary>
internal static class PurchasesApi
{
    /// <summary>The setting that switches <see cref="SandboxProvider"/>, which gives tokens for no money; on unless <c>false</c>.</summary>
    public const string SandboxSetting = "Payments:Sandbox";

    public static IServiceCollection AddPurchases(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetValue(SandboxSetting, defaultValue: true))
        {
            services.AddSingleton<IPaymentProvider, SandboxProvider>();
        }

        return services.AddSingleton<PackageStore>().AddSingleton<PurchaseStore>().AddSingleton<Buying>();
    }

    public static void MapPurchases(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/api/tokens").WithTags("Tokens");
        tokens.MapGet("/packages", PackagesAsync).Describe("ListTokenPackages", "Tokens on offer, smallest package first");
        tokens.MapPost("/purchases", BuyAsync).ForPeople().WithIdempotencyKey()
            .Describe("BuyTokens", "Buys a package of tokens; a declined payment is an answer too, not an error")
            .WithProblems(400, 401, 403, 503);
    }

    private static async Task<Ok<PackageList>> PackagesAsync(PackageStore packages, CancellationToken cancellation) =>
        TypedResults.Ok(new PackageList(
        [
            .. (await packages.AllAsync(cancellation)).Select(p => new PackageView(p.Id, p.Name, p.Tokens, new Price(p.PriceAmount, p.PriceCurrency))),
        ]));

    private static async Task<Created<PurchaseView>> BuyAsync(
        PurchaseOrder order, Caller caller, Buying buying, HttpContext context, CancellationToken cancellation)
    {
        var id = Guid.Parse(IdempotencyKeys.IdForRequest(context));
        return TypedResults.Created((string?)null, await buying.BuyAsync(id, Guid.Parse(caller.Id), order, cancellation));
    }
}
