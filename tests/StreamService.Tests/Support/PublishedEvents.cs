using System.Collections.Concurrent;
using MassTransit;
using Streaming.Contracts;
using Streaming.Testing;

namespace Streaming.StreamService.Tests.Support;

/// <summary>A second party on the real bus: hears what StreamService publishes, publishes what other services would, and asks.</summary>
public sealed class PublishedEvents : IAsyncDisposable
{
    private readonly IBusControl _bus;
    private readonly ConcurrentQueue<object> _heard;

    private PublishedEvents(IBusControl bus, ConcurrentQueue<object> heard) => (_bus, _heard) = (bus, heard);

    public static async Task<PublishedEvents> ListenAsync(string rabbit)
    {
        var heard = new ConcurrentQueue<object>();
        var bus = Bus.Factory.CreateUsingRabbitMq(configure =>
        {
            configure.Host(new Uri(rabbit));
            configure.ReceiveEndpoint(queue =>
            {
                // One at a time, so that the queue's order is the order in which things were sent.
                queue.PrefetchCount = 1;
                queue.ConcurrentMessageLimit = 1;
                On<ChannelSaved>(queue);
                On<ChannelFollowed>(queue);
                On<ChannelUnfollowed>(queue);
                On<StreamScheduled>(queue);
                On<StreamStarted>(queue);
                On<StreamUpdated>(queue);
                On<StreamEnded>(queue);
                On<StreamCancelled>(queue);
            });
        });
        await bus.StartAsync(TestContext.Current.CancellationToken);
        return new PublishedEvents(bus, heard);

        void On<T>(IReceiveEndpointConfigurator queue) where T : class => queue.Handler<T>(context =>
        {
            heard.Enqueue(context.Message);
            return Task.CompletedTask;
        });
    }

    public IReadOnlyList<T> Of<T>() => [.. _heard.OfType<T>()];

    /// <summary>Waits until that many events match, and gives them.</summary>
    public async Task<IReadOnlyList<T>> ShouldContainAsync<T>(Func<T, bool> match, int count = 1)
    {
        await Eventually.BecomesTrueAsync(() => Of<T>().Count(match) >= count, what: $"{count} {typeof(T).Name}");
        return [.. Of<T>().Where(match)];
    }

    public Task PublishAsync<T>(T message) where T : class => _bus.Publish(message, TestContext.Current.CancellationToken);

    public async Task<TResponse> AskAsync<TRequest, TResponse>(TRequest request)
        where TRequest : class
        where TResponse : class =>
        (await _bus.CreateRequestClient<TRequest>(RequestTimeout.After(s: 10)).GetResponse<TResponse>(request, TestContext.Current.CancellationToken)).Message;

    public async ValueTask DisposeAsync() => await _bus.StopAsync(CancellationToken.None);
}
