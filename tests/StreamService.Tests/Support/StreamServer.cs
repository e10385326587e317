using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Media;
using Streaming.Testing;

namespace Streaming.StreamService.Tests.Support;

/// <summary>One StreamService on Kestrel with real PostgreSQL, Redis and RabbitMQ; shared by the assembly, since every test makes its own people.</summary>
public sealed class StreamServer : IAsyncLifetime
{
    private readonly Servers _servers = new();
    private WebApplicationFactory<Program>? _factory;
    private string _database = "";

    public MovableTime Time { get; } = new();

    public FakeLiveKit LiveKit { get; private set; } = null!;

    /// <summary>What the service publishes.</summary>
    public PublishedEvents Events { get; private set; } = null!;

    public Uri Address => _factory!.ClientOptions.BaseAddress;

    public IServiceProvider Services => _factory!.Services;

    public IConnectionMultiplexer Redis => Services.GetRequiredService<IConnectionMultiplexer>();

    public Database Database => Services.GetRequiredService<Database>();

    public async ValueTask InitializeAsync()
    {
        var rabbit = _servers.RabbitMqAsync();
        var redis = _servers.RedisAsync();
        LiveKit = await FakeLiveKit.StartAsync(Time);
        _database = await _servers.CreateDatabaseAsync("stream");
        await Task.WhenAll(rabbit, redis);
        Events = await PublishedEvents.ListenAsync(await rabbit);
        _factory = await StartReplicaAsync();
    }

    /// <summary>A further process' worth of StreamService on the same database.</summary>
    public async Task<WebApplicationFactory<Program>> StartReplicaAsync(params (string Key, string Value)[] settings)
    {
        var (rabbit, redis) = (await _servers.RabbitMqAsync(), await _servers.RedisAsync());
#pragma warning disable CA2000 // The caller disposes of it.
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("ConnectionStrings:streamdb", _database);
            host.UseSetting("ConnectionStrings:rabbitmq", rabbit);
            host.UseSetting("ConnectionStrings:redis", redis);
            host.UseSetting("Auth:Jwks", TestTokens.Jwks);
            host.UseSetting("LiveKit:Url", LiveKit.Url);
            host.UseSetting("LiveKit:ApiKey", FakeLiveKit.ApiKey);
            host.UseSetting("LiveKit:ApiSecret", FakeLiveKit.ApiSecret);
            host.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (key, value) in settings)
            {
                host.UseSetting(key, value);
            }

            host.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
        });
#pragma warning restore CA2000
        factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        factory.StartServer();
        return factory;
    }

    public async Task StopAsync() => await _factory!.DisposeAsync();

    /// <summary>Starts it again, at another address.</summary>
    public async Task StartAsync() => _factory = await StartReplicaAsync();

    /// <summary>One round of comparing with the media server, now; one of the service's own that is under way does not count.</summary>
    public Task ReconcileAsync() =>
        Eventually.BecomesTrueAsync(() => Services.GetRequiredService<Reconciler>().ReconcileAsync(TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (_factory is not null)
        {
            await _factory.DisposeAsync();
        }

        await Events.DisposeAsync();
        await LiveKit.DisposeAsync();
        await _servers.DisposeAsync();
    }
}
