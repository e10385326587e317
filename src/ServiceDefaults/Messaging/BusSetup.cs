using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using StackExchange.Redis;

namespace Streaming.ServiceDefaults;

/// <summary>What a service reacts to; given to <see cref="BusSetup.AddBus"/>.</summary>
public sealed class BusSubscriptions
{
    /// <summary>Messages of one queue that a process handles at the same time.</summary>
    public const int Concurrency = 16;

    internal List<Action<IServiceCollection>> Services { get; } = [];

    internal List<Action<IBusRegistrationConfigurator>> Consumers { get; } = [];

    internal List<Action<string, IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>> Queues { get; } = [];

    /// <summary>Handles an event with <typeparamref name="THandler"/>, from the queue <c>service.Event</c>.</summary>
    public BusSubscriptions On<TEvent, THandler>()
        where TEvent : class
        where THandler : class, IEventHandler<TEvent> => Add<InboxConsumer<TEvent, THandler>, THandler>(typeof(TEvent).Name, BusSetup.RetryEvents);

    /// <summary>Answers a request with <typeparamref name="THandler"/>. The asker waits, so a failure is told soon.</summary>
    public BusSubscriptions Answer<TRequest, TResponse, THandler>()
        where TRequest : class
        where TResponse : class
        where THandler : class, IRequestHandler<TRequest, TResponse> => Add<RequestConsumer<TRequest, TResponse, THandler>, THandler>(typeof(TRequest).Name, BusSetup.RetryRequests);

    private BusSubscriptions Add<TConsumer, THandler>(string message, Action<IConsumePipeConfigurator> retry)
        where TConsumer : class, IConsumer
        where THandler : class
    {
        Services.Add(services => services.AddScoped<THandler>());
        Consumers.Add(bus => bus.AddConsumer<TConsumer>());
        Queues.Add((service, context, rabbit) => rabbit.ReceiveEndpoint($"{service}.{message}", queue =>
        {
            queue.PrefetchCount = Concurrency * 2;
            queue.ConcurrentMessageLimit = Concurrency;
            retry(queue);
            queue.ConfigureConsumer<TConsumer>(context);
        }));
        return this;
    }
}

/// <summary>Joins a service to the bus. The only place that knows MassTransit's and RabbitMQ's configuration.</summary>
public static class BusSetup
{
    /// <summary>Waits before a failed message is tried again; after the last it goes to the queue <c>…_error</c>.</summary>
    public static readonly TimeSpan[] Retries =
        [.. new[] { 50, 200, 1000, 3000, 10_000 }.Select(ms => TimeSpan.FromMilliseconds(ms))];

    /// <summary>
    /// While the database or Redis is away a message waits this long between tries, up to <see cref="OutageRetries"/> of them
    /// (25 minutes, below the broker's own limit of 30 for a message in hand): an outage must not fill the error queues.
    /// </summary>
    public static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    /// <inheritdoc cref="OutagePause"/>
    public const int OutageRetries = 1500;

    /// <summary>Waits before a failed request is tried again; then its asker gets 503.</summary>
    public static readonly TimeSpan[] RequestRetries = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250)];

    /// <summary>How long a stopping service waits for what it has in hand; AppHost kills it after 6 s.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The bus's part of <see cref="ShutdownTimeout"/>; what it breaks off is delivered again.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(4);

    internal static void RetryRequests(IConsumePipeConfigurator queue) => queue.UseMessageRetry(retry => retry.Intervals(RequestRetries));

    internal static void RetryEvents(IConsumePipeConfigurator queue)
    {
        queue.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(IsOutage);
            retry.Interval(OutageRetries, OutagePause);
        });
        queue.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(e => !IsOutage(e));
            retry.Intervals(Retries);
        });
    }

    internal static bool IsOutage(Exception e) => e is NpgsqlException { IsTransient: true } or RedisException or TimeoutException;

    /// <summary>
    /// Registers the bus, the outbox's sender, <see cref="BusRequests"/> and the subscriptions. The service starts without the
    /// broker too (it is then not ready) and reconnects by itself.
    /// </summary>
    /// <param name="builder">The host; needs <see cref="DataSetup.AddDatabase"/> too.</param>
    /// <param name="service">The first part of queue names, e.g. <c>stream</c>.</param>
    /// <param name="subscribe">What to react to.</param>
    public static IHostApplicationBuilder AddBus(this IHostApplicationBuilder builder, string service, Action<BusSubscriptions> subscribe)
    {
        var subscriptions = new BusSubscriptions();
        subscribe(subscriptions);
        subscriptions.Services.ForEach(add => add(builder.Services));
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            subscriptions.Consumers.ForEach(add => add(bus));
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(context.GetRequiredService<IConfiguration>().GetConnectionString("rabbitmq")
                    ?? throw new InvalidOperationException("The connection string 'rabbitmq' is missing.")));
                subscriptions.Queues.ForEach(add => add(service, context, rabbit));
            });
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(o =>
        {
            o.WaitUntilStarted = false;
            o.StopTimeout = StopTimeout;
        });
        builder.Services.AddSingleton<BusRequests>();
        builder.Services.AddHostedService<OutboxSender>();
        return builder;
    }
}
