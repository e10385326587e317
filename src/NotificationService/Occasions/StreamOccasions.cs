using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.NotificationService;

/// <summary>Turns a channel's news into fan-outs to its followers. Unlisted streams are known only to whoever has the link.</summary>
internal sealed class StreamOccasions(FanOutSignal signal, TimeProvider time) : IEventHandler<StreamStarted>, IEventHandler<StreamScheduled>
{
    public Task HandleAsync(StreamStarted message, UnitOfWork work, CancellationToken cancellation) => TellFollowersAsync(
        message.Stream,
        stream => new Occasion(
            NotificationTypes.LiveStreamStarted, stream.Id, $"{stream.Creator.DisplayName} is live", stream.Title, Link(stream), stream.StartedAt ?? time.GetUtcNow()),
        work,
        cancellation);

    /// <summary>A stream that is merely set up has no date yet and is nobody else's business.</summary>
    public Task HandleAsync(StreamScheduled message, UnitOfWork work, CancellationToken cancellation) => message.Stream.ScheduledFor is not { } date
        ? Task.CompletedTask
        : TellFollowersAsync(
            message.Stream,
            stream => new Occasion(
                NotificationTypes.NewStreamScheduled,
                stream.Id,
                $"{stream.Creator.DisplayName} scheduled a stream",
                $"{stream.Title} ({date.UtcDateTime:yyyy-MM-dd HH:mm} UTC)",
                Link(stream),
                time.GetUtcNow()),
            work,
            cancellation);

    private async Task TellFollowersAsync(StreamView stream, Func<StreamView, Occasion> occasion, UnitOfWork work, CancellationToken cancellation)
    {
        if (stream.Visibility == "unlisted")
        {
            return;
        }

        await FanOutStore.AddAsync(work, Guid.Parse(stream.Channel.Id), Guid.Parse(stream.Creator.Id), occasion(stream), cancellation);
        work.AfterCommit(signal.RaiseAsync);
    }

    private static string Link(StreamView stream) => $"/streams/{stream.Channel.Slug}";
}
