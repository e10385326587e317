using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;

namespace Streaming.StreamService.Audience;

/// <summary>
/// Turns presence, which ChatService owns, into sessions, total views and peak. The creator is never counted. Idempotent: a person adds to
/// <c>total_views</c> once per stream, a session is known by person and time, of counts the latest wins and the peak only rises.
/// </summary>
internal sealed class ViewerRecord : IEventHandler<ViewerJoined>, IEventHandler<ViewerLeft>, IEventHandler<ViewersCounted>
{
    public async Task HandleAsync(ViewerJoined message, UnitOfWork work, CancellationToken cancellation)
    {
        if (!Guid.TryParse(message.StreamId, out var id))
        {
            return;
        }

        await work.Connection.ExecuteAsync(Sql.Command(
            """
            with stream as (select id from streams where id = @id and creator_id <> @ViewerId),
            session as (
                insert into viewer_sessions (stream_id, viewer_id, joined_at)
                select id, @ViewerId, @At from stream on conflict do nothing),
            first as (
                insert into stream_viewers (stream_id, viewer_id, first_seen_at)
                select id, @ViewerId, @At from stream on conflict do nothing returning stream_id)
            update streams set total_views = total_views + 1 where id = (select stream_id from first)
            """,
            new { id, message.ViewerId, message.At },
            cancellation));
    }

    public async Task HandleAsync(ViewerLeft message, UnitOfWork work, CancellationToken cancellation)
    {
        if (!Guid.TryParse(message.StreamId, out var id))
        {
            return;
        }

        await work.Connection.ExecuteAsync(Sql.Command(
            "update viewer_sessions set left_at = @At where stream_id = @id and viewer_id = @ViewerId and left_at is null and joined_at <= @At",
            new { id, message.ViewerId, message.At },
            cancellation));
    }

    public async Task HandleAsync(ViewersCounted message, UnitOfWork work, CancellationToken cancellation)
    {
        if (!Guid.TryParse(message.StreamId, out var id))
        {
            return;
        }

        await work.Connection.ExecuteAsync(Sql.Command(
            """
            update streams set
                peak_viewers = greatest(peak_viewers, @Count),
                viewer_count = case when status = 'live' and (viewers_counted_at is null or viewers_counted_at < @At) then @Count else viewer_count end,
                viewers_counted_at = greatest(viewers_counted_at, @At)
            where id = @id
            """,
            new { id, Count = Math.Max(0, message.Count), message.At },
            cancellation));
    }
}
