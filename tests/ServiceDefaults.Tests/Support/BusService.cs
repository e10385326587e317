using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Streaming.Contracts;

namespace Streaming.ServiceDefaults.Tests.Support;

/// <summary>A service with a database and the bus; each test takes a service name of its own, so that queues do not mix.</summary>
internal static class BusService
{
    public static Task<TestService> StartAsync(string name, string database, string? broker, Probe probe, Action<BusSubscriptions>? subscribe = null, Action<WebApplication>? map = null) =>
        TestService.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(probe);
                builder.AddDatabase("testdb", typeof(BusService).Assembly);
                if (broker is not null)
                {
                    builder.AddBus(name, subscribe ?? (_ => { }));
                }
            },
            map,
            ("ConnectionStrings:testdb", database),
            ("ConnectionStrings:rabbitmq", broker ?? ""));

    public static Task PublishAsync(this TestService service, string? key, params IEnumerable<string> viewers) => service.Database.TransactAsync(
        async work =>
        {
            foreach (var viewer in viewers)
            {
                await work.PublishAsync(new ViewerJoined(key ?? "stream", viewer, DateTimeOffset.UtcNow), key, CancellationToken.None);
            }
        },
        CancellationToken.None);

    public static async Task<IReadOnlyList<string>> NotesAsync(this TestService service)
    {
        await using var connection = await service.Database.OpenAsync(CancellationToken.None);
        return (await connection.QueryAsync<string>("select text from notes order by id")).AsList();
    }

    public static async Task<long> OutboxCountAsync(this TestService service)
    {
        await using var connection = await service.Database.OpenAsync(CancellationToken.None);
        return await connection.QuerySingleAsync<long>("select count(*) from bus.outbox");
    }

    /// <summary>Ready means: the queues exist, nothing published from now on is lost.</summary>
    public static async Task<TestService> WhenReadyAsync(this Task<TestService> starting)
    {
        var service = await starting;
        await Testing.Eventually.BecomesTrueAsync(async () => (await service.Http.GetAsync("/health/ready")).IsSuccessStatusCode, TimeSpan.FromSeconds(30));
        return service;
    }
}
