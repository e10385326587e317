using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapper;
using MassTransit;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.Testing;

namespace Streaming.NotificationService.Tests;

/// <summary>The running service, the events that other services would send it, and what people see.</summary>
public sealed class Desk : IAsyncLifetime
{
    private readonly Servers _servers = new();
    private WebApplicationFactory<Program> _service = null!;
    private string _database = "";
    private string _broker = "";

    public Database Database => _service.Services.GetRequiredService<Database>();

    public async ValueTask InitializeAsync()
    {
        var broker = _servers.RabbitMqAsync();
        _database = await _servers.CreateDatabaseAsync("notificationdb");
        _broker = await broker;
        _service = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _servers.DisposeAsync();
    }

    /// <summary>A service on the desk's database and broker; the desk's own runs already, so this is another replica.</summary>
    internal async Task<WebApplicationFactory<Program>> StartAsync()
    {
        var service = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:notificationdb", _database)
            .UseSetting("ConnectionStrings:rabbitmq", _broker)
            .UseSetting("Auth:Jwks", TestTokens.Jwks));
        using var client = service.CreateClient();
        await Eventually.BecomesTrueAsync(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode, TimeSpan.FromSeconds(60));
        return service;
    }

    /// <summary>Stops the desk's own fan-out worker, so that a test does the batches itself, until the answer is disposed.</summary>
    internal async Task<IAsyncDisposable> PauseWorkerAsync()
    {
        var worker = _service.Services.GetServices<IHostedService>().OfType<FanOutWorker>().Single();
        await worker.StopAsync(CancellationToken.None);
        return new Resume(worker);
    }

    public Task PublishAsync<T>(T message, Guid? messageId = null) where T : class =>
        _service.Services.GetRequiredService<IBus>().Publish(message, context => context.MessageId = messageId ?? Guid.NewGuid());

    public HttpClient As(Guid person) => As(TestTokens.ForUser(person));

    public HttpClient As(string token)
    {
        var client = _service.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public HttpClient AsNobody() => _service.CreateClient();

    public async Task<IReadOnlyList<NotificationView>> ListAsync(Guid person, string query = "")
    {
        using var client = As(person);
        return (await client.GetFromJsonAsync<Page<NotificationView>>($"/api/notifications{query}"))!.Items;
    }

    public async Task<int> CountUnreadAsync(Guid person)
    {
        using var client = As(person);
        return (await client.GetFromJsonAsync<UnreadCount>("/api/notifications/unread-count"))!.Count;
    }

    /// <summary>Follows and waits until the service knows.</summary>
    public async Task FollowAsync(Guid channel, params IEnumerable<Guid> people)
    {
        var followers = people.ToList();
        foreach (var person in followers)
        {
            await PublishAsync(Events.Followed(channel, person));
        }

        await Eventually.BecomesTrueAsync(async () => await CountAsync("followers where channel_id = @channel and following", new { channel }) == followers.Count);
    }

    public async Task<long> CountAsync(string from, object parameters)
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        return await connection.QuerySingleAsync<long>($"select count(*) from {from}", parameters);
    }

    /// <summary>All queues are empty and nothing is being told: what has not happened by then will not.</summary>
    public Task IsQuietAsync(Guid channel) => Eventually.BecomesTrueAsync(async () =>
        await CountAsync("fan_outs where channel_id = @channel and done_at is null", new { channel }) == 0);

    private sealed class Resume(FanOutWorker worker) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await worker.StartAsync(CancellationToken.None);
    }
}
