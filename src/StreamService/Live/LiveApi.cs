using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;
using Streaming.StreamService.Media;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Live;

/// <summary>Which stream to go live with.</summary>
internal sealed record GoLiveRequest
{
    /// <summary>Left out: the stream that is live already, or else the next one.</summary>
    public Guid? StreamId { get; init; }
}

/// <summary>The stream that is live now, and the creator's way into its media room.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Token">Publishes; good for joining within ten minutes.</param>
/// <param name="ServerUrl">Where LiveKit clients connect, <c>ws(s)://…</c>.</param>
internal sealed record LiveAccess(StreamView Stream, string Token, string ServerUrl);

/// <summary>Going live, editing and ending.</summary>
internal static class LiveApi
{
    public static void MapLive(this IEndpointRouteBuilder streams)
    {
        streams.MapPost("/go-live", GoLiveAsync).ForPeople()
            .Describe("goLive", "Makes a stream live and gives the token to publish; again while live gives a fresh token").WithProblems(400, 401, 403, 404)
            .WithProblem(409, ProblemCodes.Conflict, ProblemCodes.InvalidTransition).WithProblem(503, ProblemCodes.MediaUnavailable, ProblemCodes.Unavailable);
        streams.MapPatch("/{id:guid}", EditAsync).ForPeople()
            .Describe("editStream", "Changes a stream that is scheduled or live; its status stays").WithProblems(400, 401, 403, 404)
            .WithProblem(409, ProblemCodes.Conflict, ProblemCodes.InvalidTransition);
        streams.MapPost("/{id:guid}/end", EndAsync).ForPeople()
            .Describe("endStream", "Ends a live stream and saves its figures").WithProblems(401, 403, 404)
            .WithProblem(409, ProblemCodes.InvalidTransition);
    }

    private static async Task<Ok<LiveAccess>> GoLiveAsync(
        GoLiveRequest? request, Caller caller, GoingLive going, MediaTokens tokens, HttpContext context, CancellationToken cancellation)
    {
        var stream = await going.GoLiveAsync(caller, request?.StreamId, cancellation);
        var access = tokens.ForPublisher(stream, context.Request);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new LiveAccess(stream.ToView(), access.Token, access.ServerUrl));
    }

    private static async Task<Ok<StreamView>> EditAsync(
        Guid id, StreamEdit request, Caller caller, Database database, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await database.TransactAsync(
            async work =>
            {
                var current = await StreamsStore.LockForOwnerAsync(work, id, caller, cancellation);
                return await StreamsStore.UpdateAsync(work, current.With(request, time.Now()), cancellation);
            },
            cancellation);
        return TypedResults.Ok(stream.ToView());
    }

    private static async Task<Ok<StreamView>> EndAsync(Guid id, Caller caller, Ending ending, CancellationToken cancellation) =>
        TypedResults.Ok((await ending.EndAsync(caller, id, cancellation)).ToView());
}
