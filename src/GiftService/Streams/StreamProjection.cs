using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>Keeps <see cref="StreamDirectory"/> up to date.</summary>
internal sealed class StreamProjection :
    IEventHandler<StreamScheduled>, IEventHandler<StreamStarted>, IEventHandler<StreamUpdated>, IEventHandler<StreamEnded>, IEventHandler<StreamCancelled>
{
    public Task HandleAsync(StreamScheduled message, UnitOfWork work, CancellationToken cancellation) => SaveAsync(message.Stream, work, cancellation);

    public Task HandleAsync(StreamStarted message, UnitOfWork work, CancellationToken cancellation) => SaveAsync(message.Stream, work, cancellation);

    public Task HandleAsync(StreamUpdated message, UnitOfWork work, CancellationToken cancellation) => SaveAsync(message.Stream, work, cancellation);

    public Task HandleAsync(StreamEnded message, UnitOfWork work, CancellationToken cancellation) => SaveAsync(message.Stream, work, cancellation);

    public Task HandleAsync(StreamCancelled message, UnitOfWork work, CancellationToken cancellation) => SaveAsync(message.Stream, work, cancellation);

    private static Task SaveAsync(StreamView stream, UnitOfWork work, CancellationToken cancellation) =>
        StreamDirectory.SaveAsync(work.Connection, stream, cancellation);
}
