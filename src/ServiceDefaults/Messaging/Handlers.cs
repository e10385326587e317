namespace Streaming.ServiceDefaults;

/// <summary>
/// Reacts to an event. Runs in one transaction with the inbox entry: once per message, again only if that transaction
/// failed. Must still be idempotent on a business key, because the inbox forgets after a week. An exception is retried
/// with back-off; after the last try the message goes to the queue <c>…_error</c>.
/// </summary>
/// <typeparam name="TEvent">A record of Contracts.</typeparam>
public interface IEventHandler<in TEvent> where TEvent : class
{
    /// <summary>Handles one event.</summary>
    Task HandleAsync(TEvent message, UnitOfWork work, CancellationToken cancellation);
}

/// <summary>Answers a request of another service over the bus.</summary>
/// <typeparam name="TRequest">A record of Contracts.</typeparam>
/// <typeparam name="TResponse">A record of Contracts.</typeparam>
public interface IRequestHandler<in TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    /// <summary>Answers one request. May be called again for the same request.</summary>
    Task<TResponse> AnswerAsync(TRequest request, CancellationToken cancellation);
}
