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

    private static Task<Ok<StreamKeyView>> GetAsync(Guid id, Caller caller, Database database, HttpResponse response, CancellationToken cancellation) =>
        AnswerAsync(id, caller, database, response, "select stream_key, stream_key_rotated_at as rotated_at from channels where id = @id", default, cancellation);

    private static Task<Ok<StreamKeyView>> RotateAsync(
        Guid id, Caller caller, Database database, HttpResponse response, TimeProvider time, CancellationToken cancellation) =>
        AnswerAsync(
            id,
            caller,
            database,
            response,
            "update channels set stream_key = @Key, stream_key_rotated_at = @now where id = @id returning stream_key, stream_key_rotated_at as rotated_at",
            time.Now(),
            cancellation);

    private static async Task<Ok<StreamKeyView>> AnswerAsync(
        Guid id, Caller caller, Database database, HttpResponse response, string sql, DateTimeOffset now, CancellationToken cancellation)
    {
        var key = await database.TransactAsync(
            async work =>
            {
                await ChannelsStore.LockForOwnerAsync(work, id, caller, cancellation);
                return await work.Connection.QuerySingleAsync<StreamKeyView>(Sql.Command(sql, new { id, Key = StreamKey.Create(), now }, cancellation));
            },
            cancellation);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(key);
    }
}
