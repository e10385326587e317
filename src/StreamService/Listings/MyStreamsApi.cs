using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.StreamService.Listings;

/// <summary>The creator's own list, with everything in it.</summary>
internal static class MyStreamsApi
{
    /// <summary>Longest search text, in characters.</summary>
    public const int MaxSearchLength = 100;

    public static void MapMyStreams(this IEndpointRouteBuilder streams) => streams.MapGet("/mine", ListAsync).ForPeople()
        .Describe("listMyStreams", "The caller's streams; filter by status, search in titles, sort by newest, viewers or revenue").WithProblems(400, 401, 403);

    private static async Task<Ok<Page<StreamView>>> ListAsync(
        [AllowedValues(null, "scheduled", "live", "ending", "ended", "archived", "cancelled", ErrorMessage = "status is not one of a stream's.")] string? status,
        [StringLength(MaxSearchLength)] string? search,
        [AllowedValues(null, "newest", "viewers", "revenue", ErrorMessage = "sort is newest, viewers or revenue.")] string? sort,
        string? cursor,
        int? limit,
        Caller caller,
        StreamListings listings,
        CancellationToken cancellation)
    {
        var order = sort switch
        {
            "viewers" => Sort.HighestPeak,
            "revenue" => Sort.MostRevenue,
            _ => Sort.Newest,
        };
        var where = $"s.creator_id = @Id{(status is null ? "" : " and s.status = @status")}{(search is null ? "" : " and strpos(lower(s.title), lower(@search)) > 0")}";
        return TypedResults.Ok(await listings.ListAsync(
            connection => ListingsStore.ListAsync(connection, where, new { caller.Id, status, search }, order, cursor, limit, cancellation), cancellation));
    }
}
