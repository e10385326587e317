using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>Shows the catalogue.</summary>
internal static class CatalogueApi
{
    public static void MapCatalogue(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/gifts", ListAsync).WithTags("Gifts").Describe("ListGifts", "All gifts, cheapest first");

    private static async Task<Ok<GiftList>> ListAsync(GiftCatalogue catalogue, CancellationToken cancellation) =>
        TypedResults.Ok(new GiftList(await catalogue.AllAsync(cancellation)));
}

/// <summary>The catalogue.</summary>
/// <param name="Items">All gifts, cheapest first.</param>
public sealed record GiftList(IReadOnlyList<GiftView> Items);
