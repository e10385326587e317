using Dapper;
using MassTransit;

namespace Streaming.ServiceDefaults;

/// <summary>MassTransit's side of <see cref="IEventHandler{TEvent}"/>: the inbox.</summary>
internal sealed class InboxConsumer<TEvent, THandler>(Database database, THandler handler) : IConsumer<TEvent>
    where TEvent : class
    where THandler : class, IEventHandler<TEvent>
{
    private static readonly string HandlerName = typeof(THandler).Name;

    public Task Consume(ConsumeContext<TEvent> context) => database.TransactAsync(
        async work =>
        {
            var isNew = await work.Connection.ExecuteAsync(
                "insert into bus.inbox (message_id, handler) values (@MessageId, @HandlerName) on conflict do nothing",
                new { context.MessageId, HandlerName },
                work.Transaction);
            if (isNew == 1)
            {
                await handler.HandleAsync(context.Message, work, context.CancellationToken);
            }
        },
        context.CancellationToken);
}

/// <summary>MassTransit's side of <see cref="IRequestHandler{TRequest, TResponse}"/>.</summary>
internal sealed class RequestConsumer<TRequest, TResponse, THandler>(THandler handler) : IConsumer<TRequest>
    where TRequest : class
    where TResponse : class
    where THandler : class, IRequestHandler<TRequest, TResponse>
{
    public async Task Consume(ConsumeContext<TRequest> context) =>
        await context.RespondAsync(await handler.AnswerAsync(context.Message, context.CancellationToken));
}
