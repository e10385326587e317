using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Channels;
using Streaming.StreamService.Data;

namespace Streaming.StreamService.Streams;

/// <summary>
/// Preparing and announcing streams. Everything a creator prepares holds their channel's row, so that two requests at once do not both
/// make "the next stream". The next stream is the latest that is scheduled without a date.
/// </summary>
internal sealed class SettingUp(Database database, TimeProvider time)
{
    /// <summary>Scheduled streams that a creator can have at a time.</summary>
    public const int MaxScheduled = 100;

    public Task<StreamRow> SetUpAsync(Caller caller, StreamDetails details, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var channel = await ChannelsStore.LockOwnAsync(work, caller.Id, cancellation);
            return await FindNextAsync(work, caller.Id, cancellation) is { } next
                ? await AnnounceAsync(work, await StreamsStore.SaveAsync(work, next.With(details), cancellation), cancellation)
                : await AddAsync(work, channel, new StreamRow().With(details), cancellation);
        },
        cancellation);

    public Task<StreamRow> ScheduleAsync(Caller caller, NewStream request, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var channel = await ChannelsStore.LockOwnAsync(work, caller.Id, cancellation);
            var at = StreamChanges.Announced(request.ScheduledFor, time.Now());
            return await AddAsync(work, channel, new StreamRow { ScheduledFor = at }.With(request), cancellation);
        },
        cancellation);

    /// <summary>A new stream without a date, with what the creator said about another of theirs.</summary>
    public Task<StreamRow> DuplicateAsync(Caller caller, Guid id, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var original = (await StreamsStore.FindAsync(work.Connection, id, cancellation)).OwnedBy(caller);
            var channel = await ChannelsStore.LockOwnAsync(work, caller.Id, cancellation);
            var copy = new StreamRow
            {
                Title = original.Title,
                Description = original.Description,
                Category = original.Category,
                Tags = original.Tags,
                Visibility = original.Visibility,
                Sensitivity = original.Sensitivity,
                Price = original.Price,
                Record = original.Record,
            };
            return await AddAsync(work, channel, copy, cancellation);
        },
        cancellation);

    public Task<StreamRow> CancelAsync(Caller caller, Guid id, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var stream = await StreamsStore.LockForOwnerAsync(work, id, caller, cancellation);
            return await CancelAsync(work, stream, cancellation);
        },
        cancellation);

    /// <summary>Takes a stream that is not live out of everyone's sight; one that was still to come is cancelled first.</summary>
    public Task DeleteAsync(Caller caller, Guid id, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var stream = await StreamsStore.LockForOwnerAsync(work, id, caller, cancellation);
            stream = stream.Status switch
            {
                StreamStatus.Scheduled => await CancelAsync(work, stream, cancellation),
                StreamStatus.Live or StreamStatus.Ending => throw Problem.Conflict("End the stream before deleting it.", ProblemCodes.InvalidTransition),
                _ => stream,
            };
            await StreamsStore.SaveAsync(work, stream with { DeletedAt = time.Now() }, cancellation);
        },
        cancellation);

    private static Task<StreamRow?> FindNextAsync(UnitOfWork work, string creatorId, CancellationToken cancellation) =>
        work.Connection.QuerySingleOrDefaultAsync<StreamRow>(Sql.Command(
            $"""
            select {StreamsStore.Columns} {StreamsStore.From}
            where s.creator_id = @creatorId and s.status = 'scheduled' and s.scheduled_for is null and s.deleted_at is null
            order by s.id desc limit 1 for no key update of s
            """,
            new { creatorId },
            cancellation));

    private static async Task<StreamRow> CancelAsync(UnitOfWork work, StreamRow stream, CancellationToken cancellation)
    {
        var cancelled = await StreamsStore.SaveAsync(work, stream.To(StreamStatus.Cancelled), cancellation);
        await work.PublishAsync(new StreamCancelled(cancelled.ToView()), cancelled.Id.ToString(), cancellation);
        return cancelled;
    }

    private static async Task<StreamRow> AnnounceAsync(UnitOfWork work, StreamRow stream, CancellationToken cancellation)
    {
        await work.PublishAsync(new StreamScheduled(stream.ToView()), stream.Id.ToString(), cancellation);
        return stream;
    }

    private async Task<StreamRow> AddAsync(UnitOfWork work, ChannelRow channel, StreamRow stream, CancellationToken cancellation)
    {
        var scheduled = await work.Connection.QuerySingleAsync<int>(Sql.Command(
            "select count(*) from streams where creator_id = @OwnerId and status = 'scheduled'", new { channel.OwnerId }, cancellation));
        if (scheduled >= MaxScheduled)
        {
            throw Problem.Conflict($"You have {MaxScheduled} scheduled streams already; cancel one first.");
        }

        var id = Guid.CreateVersion7();
        await StreamsStore.InsertAsync(
            work,
            stream with { Id = id, ChannelId = channel.Id, CreatorId = channel.OwnerId, RoomName = $"stream_{id}", CreatedAt = time.Now() },
            cancellation);
        return await AnnounceAsync(work, (await StreamsStore.FindAsync(work.Connection, id, cancellation))!, cancellation);
    }
}
