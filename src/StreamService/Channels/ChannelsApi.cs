using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;
using Streaming.StreamService.People;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Channels;

/// <summary>Making, reading and changing channels.</summary>
internal static class ChannelsApi
{
    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
        var channels = routes.MapGroup("/api/channels").WithTags("Channels");
        channels.MapPost("/", CreateAsync).ForPeople()
            .Describe("createChannel", "Makes the caller's channel; a person has one").WithProblems(400, 401, 403, 409);
        channels.MapGet("/mine", GetMineAsync).ForPeople()
            .Describe("getMyChannel", "The caller's own channel").WithProblems(401, 403, 404);
        channels.MapGet("/{slug}", GetAsync)
            .Describe("getChannel", "A channel by its slug or id").WithProblems(401, 404);
        channels.MapPut("/{id:guid}", SaveAsync).ForPeople()
            .Describe("saveChannel", "Changes the caller's channel; the slug stays").WithProblems(400, 401, 403, 404);
        channels.MapStreamKeys();
        channels.MapFollows();
    }

    private static async Task<Created<ChannelView>> CreateAsync(
        NewChannel request, Caller caller, Database database, TimeProvider time, CancellationToken cancellation)
    {
        var channel = new ChannelRow { Id = Guid.CreateVersion7(), OwnerId = caller.Id, Slug = request.Slug }.With(request);
        try
        {
            channel = await database.TransactAsync(
                async work =>
                {
                    await PeopleStore.KnowAsync(work, caller, cancellation);
                    await ChannelsStore.InsertAsync(work, channel, time.Now(), cancellation);
                    return await PublishSavedAsync(work, caller.Id, time, cancellation);
                },
                cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw Problem.Conflict(e.ConstraintName == "channels_slug_key" ? "This slug is taken." : "You have a channel already.");
        }

        return TypedResults.Created($"/api/channels/{channel.Slug}", channel.ToView());
    }

    private static async Task<Ok<ChannelView>> GetMineAsync(Caller caller, Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var channel = await ChannelsStore.FindOwnAsync(connection, caller.Id, cancellation)
            ?? throw Problem.NotFound("You have no channel yet.");
        return TypedResults.Ok(channel.ToView());
    }

    private static async Task<Ok<ChannelView>> GetAsync(string slug, Caller? caller, Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var channel = await ChannelsStore.FindAsync(connection, slug, caller is { IsGuest: false } ? caller.Id : null, cancellation)
            ?? throw Problem.NotFound("There is no such channel.");
        return TypedResults.Ok(channel.ToView());
    }

    private static async Task<Ok<ChannelView>> SaveAsync(
        Guid id, ChannelDetails request, Caller caller, Database database, TimeProvider time, CancellationToken cancellation)
    {
        var saved = await database.TransactAsync(
            async work =>
            {
                var channel = await ChannelsStore.LockForOwnerAsync(work, id, caller, cancellation);
                await ChannelsStore.SaveAsync(work, channel.With(request), cancellation);
                if (channel.Name != request.Name.Trim() && await StreamsStore.LockLiveAsync(work, caller.Id, cancellation) is { } live)
                {
                    await StreamsStore.UpdateAsync(work, live, cancellation);
                }

                return await PublishSavedAsync(work, caller.Id, time, cancellation);
            },
            cancellation);
        return TypedResults.Ok(saved.ToView());
    }

    private static async Task<ChannelRow> PublishSavedAsync(UnitOfWork work, string ownerId, TimeProvider time, CancellationToken cancellation)
    {
        var channel = await ChannelsStore.LockOwnAsync(work, ownerId, cancellation);
        await work.PublishAsync(new ChannelSaved(channel.ToRef(), channel.ToOwner(), time.Now()), channel.Id.ToString(), cancellation);
        return channel;
    }
}
