using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;
using Streaming.StreamService.Media;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Live;

/// <summary>
/// Ends streams. The state, the saved figures and <see cref="StreamEnded"/> are one transaction on the locked row, so a stream ends once
/// whoever asks at the same time; the media room goes afterwards.
/// </summary>
internal sealed class Ending(Database database, MediaRooms rooms, StreamMetrics metrics, TimeProvider time)
{
    /// <summary>The creator ends it, or an operator of the platform.</summary>
    /// <exception cref="ProblemException">404, 403, or 409 when it is not live.</exception>
    public async Task<StreamRow> EndAsync(Caller caller, Guid id, CancellationToken cancellation)
    {
        var ended = await database.TransactAsync(
            async work =>
            {
                var stream = await StreamsStore.LockAsync(work, id, cancellation);
                return stream is not null && stream.CreatorId != caller.Id && caller.IsAdmin
                    ? await EndAsync(work, stream, EndReasons.Moderation, cancellation)
                    : await EndAsync(work, stream.OwnedBy(caller), EndReasons.Creator, cancellation);
            },
            cancellation);
        await CloseAsync(ended, cancellation);
        return ended;
    }

    /// <summary>Ends it if it is live and its time without a publisher is over; two replicas trying is fine.</summary>
    public async Task EndOverdueAsync(Guid id, CancellationToken cancellation)
    {
        var ended = await database.TransactAsync(
            async work => await StreamsStore.LockAsync(work, id, cancellation) is { Status: StreamStatus.Live } stream && stream.EndsAt <= time.Now()
                ? await EndAsync(work, stream, EndReasons.Disconnected, cancellation)
                : null,
            cancellation);
        if (ended is not null)
        {
            await CloseAsync(ended, cancellation);
        }
    }

    private Task CloseAsync(StreamRow ended, CancellationToken cancellation)
    {
        metrics.Ended(ended.EndReason!);
        return rooms.DeleteAsync(ended, cancellation);
    }

    private async Task<StreamRow> EndAsync(UnitOfWork work, StreamRow stream, string reason, CancellationToken cancellation)
    {
        var ended = await StreamsStore.SaveAsync(work, stream.End(time.Now(), reason), cancellation);
        await work.Connection.ExecuteAsync(Sql.Command(
            "update viewer_sessions set left_at = greatest(joined_at, @EndedAt) where stream_id = @Id and left_at is null", new { ended.Id, ended.EndedAt }, cancellation));
        await work.PublishAsync(new StreamEnded(ended.ToView(), reason, ended.ToStats()), ended.Id.ToString(), cancellation);
        return ended;
    }
}
