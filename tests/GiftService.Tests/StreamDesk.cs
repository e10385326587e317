using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService.Tests;

/// <summary>Plays StreamService on the real bus: tells of streams, describes them when asked, and hears what was sent.</summary>
internal sealed class StreamDesk : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StreamDesk(WebApplication app) => _app = app;

    /// <summary>Streams that it describes when asked.</summary>
    public ConcurrentDictionary<string, StreamView> Streams => _app.Services.GetRequiredService<Book>().Streams;

    /// <summary>Gifts that were announced to everyone.</summary>
    public IEnumerable<GiftSent> SentTo(Guid stream) => _app.Services.GetRequiredService<Book>().Sent.Where(s => s.StreamId == stream.ToString());

    public static async Task<StreamDesk> StartAsync(string database, string broker)
    {
        var builder = ServiceHost.CreateBuilder([]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:deskdb"] = database,
            ["ConnectionStrings:rabbitmq"] = broker,
            ["Logging:LogLevel:Default"] = "Error",
        });
        builder.Services.AddSingleton<Book>();
        builder.AddDatabase("deskdb", typeof(StreamDesk).Assembly).AddBus("stream", bus => bus
            .On<GiftSent, Desk>()
            .Answer<DescribeStream, StreamDescribed, Desk>());
        var app = builder.Build();
        await app.StartAsync();
        return new StreamDesk(app);
    }

    /// <summary>A stream that is live and known by its event.</summary>
    public async Task<Guid> GoLiveAsync(Guid creator, Guid? channel = null)
    {
        var stream = Describe(Guid.CreateVersion7(), creator, "live", version: 2, channel);
        await PublishAsync(new StreamStarted(stream));
        return Guid.Parse(stream.Id);
    }

    /// <summary>Publishes an event, as often as said, each time as a message of its own.</summary>
    public Task PublishAsync<T>(T message, int times = 1) where T : class => _app.Services.GetRequiredService<Database>().TransactAsync(
        async work =>
        {
            for (var i = 0; i < times; i++)
            {
                await work.PublishAsync(message, "desk", CancellationToken.None);
            }
        },
        CancellationToken.None);

    public StreamView Describe(Guid id, Guid creator, string status, int version, Guid? channel = null)
    {
        var view = new StreamView(
            id.ToString(),
            new ChannelRef((channel ?? Guid.CreateVersion7()).ToString(), "music", "Music"),
            new PublicUser(creator.ToString(), "grace", "Grace", AvatarUrl: null, Bio: null, ["creator"]),
            "A stream", Description: null, Category: null, Tags: [], status, "public", "everyone", Price: 0,
            ScheduledFor: null, StartedAt: null, EndedAt: null, DurationSeconds: null, $"room-{id}",
            ViewerCount: 0, PeakViewers: 0, TotalViews: 0, GiftTokens: 0, RevenueTokens: 0, EnrollmentCount: 0,
            ThumbnailUrl: null, EndReason: null, "connected", new RecordingView("none", Url: null, ExpiresAt: null), version);
        Streams[view.Id] = view;
        return view;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class Book
    {
        public ConcurrentDictionary<string, StreamView> Streams { get; } = [];

        public ConcurrentQueue<GiftSent> Sent { get; } = [];
    }

    private sealed class Desk(Book book) : IEventHandler<GiftSent>, IRequestHandler<DescribeStream, StreamDescribed>
    {
        public Task HandleAsync(GiftSent message, UnitOfWork work, CancellationToken cancellation)
        {
            book.Sent.Enqueue(message);
            return Task.CompletedTask;
        }

        public Task<StreamDescribed> AnswerAsync(DescribeStream request, CancellationToken cancellation) =>
            Task.FromResult(new StreamDescribed(book.Streams.GetValueOrDefault(request.StreamId)));
    }
}
