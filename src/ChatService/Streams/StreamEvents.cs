using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>
/// Keeps the table of streams up to StreamService's events and has rooms show what changed. Snapshots older than the one
/// known are passed over, so order and repeats do not matter; rooms derive <c>stream:started</c>, <c>:updated</c> and
/// <c>:ended</c> from the stored row, so a word lost on the way to a room only comes later.
/// </summary>
internal sealed class StreamEvents(MessageLog log, RoomSignals signals) :
    IEventHandler<StreamScheduled>, IEventHandler<StreamStarted>, IEventHandler<StreamUpdated>, IEventHandler<StreamEnded>, IEventHandler<StreamCancelled>
{
    public Task HandleAsync(StreamScheduled message, UnitOfWork work, CancellationToken cancellation) => SaveAsync(message.Stream, null, work, cancellation);

    public Task HandleAsync(StreamStarted message, UnitOfWork work, CancellationToken cancellation) => SaveAsync(message.Stream, null, work, cancellation);

    public Task HandleAsync(StreamUpdated message, UnitOfWork work, CancellationToken cancellation) => SaveAsync(message.Stream, null, work, cancellation);

    public Task HandleAsync(StreamEnded message, UnitOfWork work, CancellationToken cancellation) =>
        SaveAsync(message.Stream, new StreamEnding(message.Stream.Id, message.Reason, message.Stats), work, cancellation);

    public Task HandleAsync(StreamCancelled message, UnitOfWork work, CancellationToken cancellation) => SaveAsync(message.Stream, null, work, cancellation);

    private async Task SaveAsync(StreamView view, StreamEnding? ending, UnitOfWork work, CancellationToken cancellation)
    {
        var (isNew, before) = await StreamsStore.SaveAsync(work, view, ending, cancellation);
        if (!isNew)
        {
            return;
        }

        if (view.Status == StreamStatus.Live && before != StreamStatus.Live)
        {
            await log.AppendSystemAsync(work, view, "The stream is live.", cancellation);
        }
        else if (view.Status == StreamStatus.Ended && before is StreamStatus.Live or StreamStatus.Ending)
        {
            await log.AppendSystemAsync(work, view, "The stream has ended.", cancellation);
        }

        work.AfterCommit(() => signals.ChangedAsync(view.Id));
    }
}
