using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>The answer to a join.</summary>
/// <param name="ViewerCount">Distinct people present, the creator not counted.</param>
public sealed record JoinedStream(int ViewerCount);

internal static class PresenceApi
{
    public static WebApplicationBuilder AddPresence(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NodePresence>().AddSingleton<ConnectedPeople>().AddSingleton<HeartbeatsStore>().AddSingleton<PeopleStore>();
        builder.Services.AddSingleton<PresenceLedger>().AddSingleton<PresenceBroadcast>().AddSingleton<ViewerCounts>().AddSingleton<ViewersStore>().AddSingleton<AnonymousGuests>();
        builder.Services.AddHostedService<PresenceReporter>().AddHostedService<PresenceLeader>();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolver = json.SerializerOptions.TypeInfoResolver?.WithAddedModifier(Viewer.WriteGuestsAsIds));
        return builder;
    }

    public static void MapPresence(this IEndpointRouteBuilder routes)
    {
        var stream = routes.MapGroup("/api/streams/{id}").WithTags("Presence");
        stream.MapPost("/join", JoinAsync)
            .Describe("joinStream", "Counts the caller as present for 45 s; repeat every 20 s. Not needed with a hub connection that joined. Without a token the caller is a guest known by address and browser.")
            .WithProblems(404).WithProblem(409, ProblemCodes.InvalidTransition);
        stream.MapPost("/leave", LeaveAsync).Describe("leaveStream", "Ends what join began.").WithProblems(404);
        stream.MapGet("/viewers", ListAsync).Describe("listViewers", "Who is present, in the order of arrival, the creator left out.").WithProblems(400, 404);
    }

    private static async Task<Ok<JoinedStream>> JoinAsync(
        string id,
        HttpContext context,
        Caller? caller,
        StreamDirectory streams,
        HeartbeatsStore heartbeats,
        PeopleStore people,
        AnonymousGuests guests,
        ViewerCounts counts,
        CancellationToken cancellation)
    {
        var stream = await streams.RequireAsync(id, cancellation);
        if (stream.IsOver)
        {
            throw Problem.Conflict("The stream is over.", ProblemCodes.InvalidTransition);
        }

        if (caller is not null)
        {
            await people.RememberAsync(caller, cancellation);
        }

        await heartbeats.BeatAsync(stream.Id, caller?.Id ?? await guests.IdOfAsync(context, cancellation), cancellation);
        return TypedResults.Ok(new JoinedStream(await counts.NowAsync(stream, cancellation)));
    }

    private static async Task<NoContent> LeaveAsync(
        string id, HttpContext context, Caller? caller, StreamDirectory streams, HeartbeatsStore heartbeats, AnonymousGuests guests, CancellationToken cancellation)
    {
        var stream = await streams.RequireAsync(id, cancellation);
        await heartbeats.StopAsync(stream.Id, caller?.Id ?? await guests.IdOfAsync(context, cancellation), cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<Viewer>>> ListAsync(
        string id, string? cursor, int? limit, StreamDirectory streams, ViewersStore viewers, CancellationToken cancellation)
    {
        var stream = await streams.RequireAsync(id, cancellation);
        return TypedResults.Ok(await viewers.ListAsync(stream.Id, cursor, Cursor.Limit(limit), cancellation));
    }
}
