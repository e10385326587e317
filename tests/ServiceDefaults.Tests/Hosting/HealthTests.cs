using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Servers;
using Streaming.Contracts;
using Streaming.ServiceDefaults.Tests.Support;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Hosting;

public sealed class HealthTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Ready_FollowsPostgresRedisAndRabbitMq_AndLiveDoesNot()
    {
        using var folder = new TestFolder();
        await using var broker = await Broker.StartAsync();
        await using var postgres = await Postgres.StartAsync();
        var native = new RedisServer(folder.Sub("redis"), FreePort.Take(1)[0], "test", durable: false);
        await using var redis = await RunningServer.StartAsync("Redis", native);
        await using var service = await TestService.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(new Probe());
                builder.AddDatabase("testdb", typeof(HealthTests).Assembly).AddRedis().AddBus("health", bus => bus.On<ViewerJoined, NoteTaker>());
            },
            map: null,
            ("ConnectionStrings:testdb", await postgres.CreateDatabaseAsync()),
            ("ConnectionStrings:redis", native.ConnectionString),
            ("ConnectionStrings:rabbitmq", broker.ConnectionString));
        await ShouldBecomeAsync(service, failing: null);

        await ShouldFollowAsync(service, redis, "redis");
        await ShouldFollowAsync(service, postgres.Server, "postgres");
        await ShouldFollowAsync(service, broker.Server, "masstransit-bus");
    }

    [Fact]
    public async Task ServiceWithoutParts_IsLiveAndReady()
    {
        await using var service = await TestService.StartAsync();

        (await service.Http.GetAsync("/health/live")).EnsureSuccessStatusCode();
        (await service.Http.GetAsync("/health/ready")).EnsureSuccessStatusCode();
    }

    private static async Task ShouldFollowAsync(TestService service, RunningServer server, string check)
    {
        await server.KillAsync();
        await ShouldBecomeAsync(service, failing: check);
        (await service.Http.GetAsync("/health/live")).EnsureSuccessStatusCode();

        await server.StartAsync();
        await ShouldBecomeAsync(service, failing: null);
    }

    private static Task ShouldBecomeAsync(TestService service, string? failing) => Eventually.PassesAsync(
        async () =>
        {
            var response = await service.Http.GetAsync("/health/ready");
            var report = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            report["checks"]!.AsObject().Where(c => (string?)c.Value != "healthy").Select(c => c.Key).ShouldBe(failing is null ? [] : [failing]);
            response.StatusCode.ShouldBe(failing is null ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        },
        Patience);
}
