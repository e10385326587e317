using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using static Streaming.StreamService.Listings.ListingsStore;

namespace Streaming.StreamService.Listings;

/// <summary>Streams that anyone can look up.</summary>
internal static class PublicListingsApi
{
    /// <summary>How long an announced stream that did not begin is still shown as upcoming.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromHours(1);

    public static void MapPublicListings(this IEndpointRouteBuilder streams)
    {
        streams.MapGet("/{id:guid}", async Task<Ok<StreamView>> (Guid id, StreamListings listings, CancellationToken cancellation) =>
                TypedResults.Ok(await listings.GetAsync(id, cancellation)))
            .Describe("getStream", "A stream").WithProblems(401, 404);
        streams.MapGet("/live", LiveAsync)
            .Describe("listLiveStreams", "Live streams, most viewers (order=viewers) or latest start (order=newest) first").WithProblems(400, 401);
        streams.MapGet("/upcoming", UpcomingAsync)
            .Describe("listUpcomingStreams", "Announced streams, soonest first").WithProblems(400, 401);
        streams.MapGet("/creator/{creatorId}", OfCreatorAsync)
            .Describe("listStreamsOfCreator", "A creator's live, announced and past streams, newest first").WithProblems(400, 401);
    }

    private static async Task<Ok<Page<StreamView>>> LiveAsync(
        [StringLength(40)] string? category,
        [StringLength(25)] string? tag,
        bool? followed,
        [AllowedValues(null, "viewers", "newest", ErrorMessage = "order is viewers or newest.")] string? order,
        string? cursor,
        int? limit,
        Caller? caller,
        StreamListings listings,
        CancellationToken cancellation)
    {
        var sort = order == "newest" ? Sort.LatestStart : Sort.MostViewers;
        var where = $"s.status = 'live' {Findable} {Filter(category, tag, followed, caller)}";
        return TypedResults.Ok(await listings.ListAsync(
            connection => ListAsync(connection, where, new { AskerId = caller?.Id, category, tag }, sort, cursor, limit, cancellation), cancellation));
    }

    private static async Task<Ok<Page<StreamView>>> UpcomingAsync(
        [StringLength(40)] string? category,
        [StringLength(25)] string? tag,
        bool? followed,
        string? cursor,
        int? limit,
        Caller? caller,
        StreamListings listings,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var where = $"s.status = 'scheduled' and s.scheduled_for > @Since {Findable} {Filter(category, tag, followed, caller)}";
        var values = new { AskerId = caller?.Id, category, tag, Since = time.GetUtcNow() - Lateness };
        return TypedResults.Ok(await listings.ListAsync(
            connection => ListAsync(connection, where, values, Sort.Soonest, cursor, limit, cancellation), cancellation));
    }

    private static async Task<Ok<Page<StreamView>>> OfCreatorAsync(
        string creatorId, string? cursor, int? limit, Caller? caller, StreamListings listings, CancellationToken cancellation)
    {
        var where = $"""
            s.creator_id = @creatorId {Findable}
            and (s.status in ('live', 'ending', 'ended', 'archived') or (s.status = 'scheduled' and s.scheduled_for is not null))
            """;
        return TypedResults.Ok(await listings.ListAsync(
            connection => ListAsync(connection, where, new { AskerId = caller?.Id, creatorId }, Sort.Newest, cursor, limit, cancellation), cancellation));
    }

    private static string Filter(string? category, string? tag, bool? followed, Caller? caller)
    {
        if (followed == true && caller is null)
        {
            throw Problem.Unauthenticated("Sign in to see streams of the channels that you follow.");
        }

        return string.Join(' ', category is null ? "" : OfCategory, tag is null ? "" : WithTag, followed == true ? OfFollowedChannels : "");
    }
}
