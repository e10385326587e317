using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Media;

/// <summary>Tokens for the media room of a live stream.</summary>
internal static class MediaTokensApi
{
    public static void MapMediaTokens(this IEndpointRouteBuilder streams)
    {
        streams.MapGet("/{id:guid}/broadcast-token", PublishAsync).ForPeople()
            .Describe("getBroadcastToken", "A token to publish with, for the stream's creator").WithProblems(401, 403, 404, 409)
            .WithProblem(503, ProblemCodes.MediaUnavailable, ProblemCodes.Unavailable);
        streams.MapGet("/{id:guid}/token", WatchAsync)
            .Describe("getViewerToken", "A token to watch with, for whoever may watch").WithProblems(401, 404, 409)
            .WithProblem(403, ProblemCodes.FollowersOnly, ProblemCodes.EnrolledOnly).WithProblem(503, ProblemCodes.MediaUnavailable, ProblemCodes.Unavailable);
    }

    private static async Task<Ok<MediaAccess>> PublishAsync(
        Guid id, Caller caller, Database database, MediaRooms rooms, MediaTokens tokens, HttpContext context, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var stream = Live((await StreamsStore.FindAsync(connection, id, cancellation)).OwnedBy(caller));
        await connection.CloseAsync();
        await rooms.EnsureAsync(stream, cancellation);
        return Answer(tokens.ForPublisher(stream, context.Request), context);
    }

    private static async Task<Ok<MediaAccess>> WatchAsync(
        Guid id, Caller? caller, Database database, MediaRooms rooms, MediaTokens tokens, HttpContext context, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var stream = Live(await StreamsStore.FindAsync(connection, id, cancellation) ?? throw Problem.NotFound("There is no such stream."));
        await DemandRightAsync(connection, stream, caller, cancellation);
        await connection.CloseAsync();
        await rooms.EnsureAsync(stream, cancellation);
        return Answer(tokens.ForViewer(stream, caller, context.Request), context);
    }

    /// <summary>The creator and the platform's operators may always watch, others as the stream's visibility and price say.</summary>
    private static async Task DemandRightAsync(NpgsqlConnection connection, StreamRow stream, Caller? caller, CancellationToken cancellation)
    {
        if (caller is not null && (caller.Id == stream.CreatorId || caller.IsAdmin))
        {
            return;
        }

        if (stream.Visibility == StreamVisibility.Followers && !await FollowsAsync(connection, stream, caller, cancellation))
        {
            throw Problem.Forbidden("Only followers of the channel can watch this stream.", ProblemCodes.FollowersOnly);
        }

        if (stream.Price > 0)
        {
            throw Problem.Forbidden("Only people who enrolled can watch this stream.", ProblemCodes.EnrolledOnly).With("price", stream.Price);
        }
    }

    private static async Task<bool> FollowsAsync(NpgsqlConnection connection, StreamRow stream, Caller? caller, CancellationToken cancellation) =>
        caller is { IsGuest: false } && await connection.ExecuteScalarAsync<bool>(Sql.Command(
            "select exists (select from follows where channel_id = @ChannelId and follower_id = @Id)", new { stream.ChannelId, caller.Id }, cancellation));

    private static StreamRow Live(StreamRow stream) => stream.Status == StreamStatus.Live
        ? stream
        : throw Problem.Conflict($"The stream is {stream.Status}, not live.");

    private static Ok<MediaAccess> Answer(MediaAccess access, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(access);
    }
}
