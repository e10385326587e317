using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;

namespace Streaming.StreamService.Channels;

/// <summary>A channel's stream key: its owner alone sees and rotates it.</summary>
internal static class StreamKeysApi
{
    public static void MapStreamKeys(this IEndpointRouteBuilder channels)
    {
        channels.MapGet("/{id:guid}/stream-key", GetAsync).ForPeople()
            .Describe("getStreamKey", "The channel's stream key, for its owner").WithProblems(401, 403, 404);
        channels.MapPost("/{id:guid}/stream-key/rotate", RotateAsync).ForPeople()
            .Describe("rotateStreamKey", "Replaces the stream key; the old one stops at once").WithProblems(401, 403, 404);
    }

    private static async Task<Ok<StreamKeyView>> GetAsync(Guid id, Caller caller, Database database, HttpResponse response, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        _ = (await ChannelsStore.FindAsync(connection, id.ToString(), caller.Id, cancellation)).OwnedBy(caller);
        return Secret(response, await connection.QuerySingleAsync<StreamKeyView>(Sql.Command(
            "select stream_key, stream_key_rotated_at as rotated_at from channels where id = @id", new { id }, cancellation)));
    }

    private static async Task<Ok<StreamKeyView>> RotateAsync(
        Guid id, Caller caller, Database database, HttpResponse response, TimeProvider time, CancellationToken cancellation) =>
        Secret(response, await database.TransactAsync(
            async work =>
            {
                await ChannelsStore.LockForOwnerAsync(work, id, caller, cancellation);
                return await work.Connection.QuerySingleAsync<StreamKeyView>(Sql.Command(
                    """
                    update channels set stream_key = @Key, stream_key_rotated_at = @Now where id = @id
                    returning stream_key, stream_key_rotated_at as rotated_at
                    """,
                    new { id, Key = StreamKey.Create(), Now = time.Now() },
                    cancellation));
            },
            cancellation));

    private static Ok<StreamKeyView> Secret(HttpResponse response, StreamKeyView key)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(key);
    }
}
