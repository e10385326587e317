using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;

namespace Streaming.StreamService.Channels;

/// <summary>
/// Following and unfollowing. Always holds: <c>follower_count</c> equals the number of rows in <c>follows</c>, because both change in
/// one transaction that holds the channel's row; repeating a request changes nothing and publishes nothing.
/// </summary>
internal static class FollowsApi
{
    public static void MapFollows(this IEndpointRouteBuilder channels)
    {
        channels.MapPost("/{id:guid}/follow", FollowAsync).ForPeople()
            .Describe("followChannel", "Follows a channel").WithProblems(401, 403, 404, 409);
        channels.MapDelete("/{id:guid}/follow", UnfollowAsync).ForPeople()
            .Describe("unfollowChannel", "Stops following a channel").WithProblems(401, 403, 404, 409);
    }

    private static Task<Ok<FollowState>> FollowAsync(Guid id, Caller caller, Database database, TimeProvider time, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            caller,
            database,
            async (work, ownerId) =>
            {
                var now = time.Now();
                var inserted = await work.Connection.ExecuteAsync(Sql.Command(
                    "insert into follows (channel_id, follower_id, followed_at) values (@id, @Me, @now) on conflict do nothing",
                    new { id, Me = caller.Id, now },
                    cancellation));
                if (inserted == 1)
                {
                    await work.PublishAsync(new ChannelFollowed(id.ToString(), ownerId, caller.Id, now), $"{id}/{caller.Id}", cancellation);
                }

                return inserted;
            },
            isFollowing: true,
            cancellation);

    private static Task<Ok<FollowState>> UnfollowAsync(Guid id, Caller caller, Database database, TimeProvider time, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            caller,
            database,
            async (work, ownerId) =>
            {
                var deleted = await work.Connection.ExecuteAsync(Sql.Command(
                    "delete from follows where channel_id = @id and follower_id = @Me", new { id, Me = caller.Id }, cancellation));
                if (deleted == 1)
                {
                    await work.PublishAsync(new ChannelUnfollowed(id.ToString(), ownerId, caller.Id, time.Now()), $"{id}/{caller.Id}", cancellation);
                }

                return -deleted;
            },
            isFollowing: false,
            cancellation);

    private static async Task<Ok<FollowState>> ChangeAsync(
        Guid id, Caller caller, Database database, Func<UnitOfWork, string, Task<int>> change, bool isFollowing, CancellationToken cancellation)
    {
        var count = await database.TransactAsync(
            async work =>
            {
                // The row's lock comes first: the change and the count then belong together.
                var ownerId = await work.Connection.QuerySingleOrDefaultAsync<string>(Sql.Command(
                    "select owner_id from channels where id = @id for no key update", new { id }, cancellation))
                    ?? throw Problem.NotFound("There is no such channel.");
                if (ownerId == caller.Id)
                {
                    throw Problem.Conflict("This is your own channel.");
                }

                return await work.Connection.QuerySingleAsync<int>(Sql.Command(
                    "update channels set follower_count = follower_count + @Difference where id = @id returning follower_count",
                    new { id, Difference = await change(work, ownerId) },
                    cancellation));
            },
            cancellation);
        return TypedResults.Ok(new FollowState(isFollowing, count));
    }
}
