using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>Leaderboards of streams and channels.</summary>
internal static class LeaderboardsApi
{
    public static void MapLeaderboards(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/streams/{streamId:guid}/leaderboard", OfStreamAsync).WithTags("Gifts")
            .Describe("GetStreamLeaderboard", "Who gave most in a stream; at most 100 people, 20 when not said").WithProblems(400, 404, 503);
        routes.MapGet("/api/channels/{channelId:guid}/leaderboard", OfChannelAsync).WithTags("Gifts")
            .Describe("GetChannelLeaderboard", "Who gave most on a channel: today (day, UTC), this week (week, from Monday) or ever (all)").WithProblems(400);
    }

    private static async Task<Ok<LeaderboardView>> OfStreamAsync(
        Guid streamId, int? limit, StreamDirectory streams, Leaderboard leaderboard, CancellationToken cancellation) =>
        await streams.FindAsync(streamId, cancellation) is null
            ? throw Problem.NotFound("There is no such stream.")
            : TypedResults.Ok(await leaderboard.TopAsync(Boards.OfStream(streamId), Cursor.Limit(limit), cancellation));

    private static async Task<Ok<LeaderboardView>> OfChannelAsync(
        Guid channelId, string? period, int? limit, Leaderboard leaderboard, TimeProvider time, CancellationToken cancellation)
    {
        var board = period switch
        {
            null or "all" => Boards.OfChannel(channelId),
            "day" => Boards.OfChannelDay(channelId, time.GetUtcNow()),
            "week" => Boards.OfChannelWeek(channelId, time.GetUtcNow()),
            _ => throw Problem.Validation("period is day, week or all."),
        };
        return TypedResults.Ok(await leaderboard.TopAsync(board, Cursor.Limit(limit), cancellation));
    }
}

/// <summary>The first places.</summary>
/// <param name="Items">Most tokens first; of equals, whoever was there first.</param>
public sealed record LeaderboardView(IReadOnlyList<Leader> Items);

/// <summary>A place.</summary>
/// <param name="User">Who gave.</param>
/// <param name="Tokens">How much.</param>
/// <param name="Rank">1 is the first.</param>
public sealed record Leader(PublicUser User, long Tokens, int Rank);
