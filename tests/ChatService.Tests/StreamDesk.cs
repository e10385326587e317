using System.Collections.Concurrent;
using MassTransit;
using Streaming.Contracts;

namespace Streaming.ChatService.Tests;

/// <summary>
/// StreamService's, GiftService's and NotificationService's side of the bus: publishes their events, answers
/// <see cref="DescribeStream"/>, and remembers what ChatService publishes.
/// </summary>
public sealed class StreamDesk : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, StreamView> _streams = new();
    private readonly ConcurrentQueue<object> _heard = new();
    private readonly IBusControl _bus;

    private StreamDesk(string rabbitMq) => _bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
    {
        rabbit.Host(new Uri(rabbitMq));
        rabbit.ReceiveEndpoint("stream.DescribeStream", queue => queue.Handler<DescribeStream>(context =>
            context.RespondAsync(new StreamDescribed(_streams.GetValueOrDefault(context.Message.StreamId)))));
        rabbit.ReceiveEndpoint("test.presence", queue =>
        {
            queue.ConcurrentMessageLimit = 1;
            queue.Handler<ViewerJoined>(Hear);
            queue.Handler<ViewerLeft>(Hear);
            queue.Handler<ViewersCounted>(Hear);
        });
    });

    public static async Task<StreamDesk> StartAsync(string rabbitMq)
    {
        var desk = new StreamDesk(rabbitMq);
        await desk._bus.StartAsync(TestContext.Current.CancellationToken);
        return desk;
    }

    /// <summary>What ChatService published of one kind about a stream, in order.</summary>
    public IReadOnlyList<T> Heard<T>(Func<T, bool> about) => [.. _heard.OfType<T>().Where(about)];

    /// <summary>A stream that is live and that ChatService can ask for, but has not heard of.</summary>
    public StreamView Begin(PublicUser? creator = null, ChannelRef? channel = null, string status = "live")
    {
        var stream = AStream.Of(creator ?? AStream.NewUser("creator"), status);
        return Store(stream with { Channel = channel ?? stream.Channel });
    }

    /// <summary>A next version of a stream; ask <see cref="PublishAsync"/> to tell.</summary>
    public StreamView Change(StreamView stream, Func<StreamView, StreamView> change) => Store(change(stream) with { Version = stream.Version + 1 });

    /// <summary>Publishes an event as another service would.</summary>
    public Task PublishAsync<T>(T message, Guid? messageId = null) where T : class =>
        _bus.Publish(message, context => context.MessageId = messageId ?? Guid.CreateVersion7(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _bus.StopAsync(CancellationToken.None);

    private StreamView Store(StreamView stream) => _streams[stream.Id] = stream;

    private Task Hear<T>(ConsumeContext<T> context) where T : class
    {
        _heard.Enqueue(context.Message);
        return Task.CompletedTask;
    }
}
