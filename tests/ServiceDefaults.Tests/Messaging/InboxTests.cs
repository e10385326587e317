using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Streaming.Contracts;
using Streaming.ServiceDefaults.Tests.Support;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Messaging;

[Collection("Bus")]
public sealed class InboxTests(Servers servers)
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task SameMessageThreeTimes_HasOneEffect()
    {
        await using var service = await StartAsync("inbox-thrice");
        var id = Guid.NewGuid();
        var bus = service.App.Services.GetRequiredService<IBus>();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bus.Publish(Joined("ada"), context => context.MessageId = id)));
        await bus.Publish(Joined("last"));

        await Eventually.BecomesTrueAsync(async () => (await service.NotesAsync()).Contains("last"));
        await Eventually.BecomesTrueAsync(async () => await Broker.CountAsync(await servers.RabbitMqAsync(), "inbox-thrice.ViewerJoined") == 0);
        (await service.NotesAsync()).Order().ShouldBe(["ada", "last"]);
    }

    [Fact]
    public async Task HandlerThatFailsOnce_IsTriedAgainFromACleanState()
    {
        await using var service = await StartAsync("inbox-again");
        _probe.Behaviour = attempt => attempt == 1 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;

        await service.PublishAsync("s", "ada");

        await Eventually.BecomesTrueAsync(() => !_probe.Seen.IsEmpty);
        await Eventually.BecomesTrueAsync(async () => (await service.NotesAsync()).Count > 0);
        (await service.NotesAsync()).ShouldBe(["ada"]);
        _probe.Tries.ShouldBe(2);
    }

    [Fact]
    public async Task HandlerThatAlwaysFails_EndsInTheErrorQueueWithoutAnEffect()
    {
        await using var service = await StartAsync("inbox-never");
        _probe.Behaviour = _ => throw new InvalidOperationException("Never.");

        await service.PublishAsync("s", "ada");

        await Eventually.BecomesTrueAsync(async () => await Broker.CountAsync(await servers.RabbitMqAsync(), "inbox-never.ViewerJoined_error") == 1, TimeSpan.FromSeconds(40));
        (await service.NotesAsync()).ShouldBeEmpty();
        _probe.Tries.ShouldBe(BusSetup.Retries.Length + 1);
    }

    [Fact]
    public async Task DatabaseAwayForLongerThanTheUsualRetries_MessageIsHandledAfterwards()
    {
        await using var service = await StartAsync("inbox-outage");
        _probe.Behaviour = attempt => attempt <= BusSetup.Retries.Length + 2
            ? throw new NpgsqlException("No connection.", new IOException())
            : Task.CompletedTask;

        await service.PublishAsync("s", "ada");

        await Eventually.BecomesTrueAsync(async () => (await service.NotesAsync()).Count == 1, TimeSpan.FromSeconds(30));
        (await Broker.CountAsync(await servers.RabbitMqAsync(), "inbox-outage.ViewerJoined_error") ?? 0).ShouldBe(0u);
    }

    [Fact]
    public async Task MessageInHandWhenTheServiceStops_IsHandledByTheNext()
    {
        var database = await servers.CreateDatabaseAsync("inboxstop");
        var (first, second) = (new Probe(), new Probe());
        var entered = new TaskCompletionSource();
        first.Behaviour = async _ =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, _stopping.Token);
        };
        await using (var service = await BusService.StartAsync("inbox-stop", database, await servers.RabbitMqAsync(), first, bus => bus.On<ViewerJoined, NoteTaker>()).WhenReadyAsync())
        {
            await service.PublishAsync("s", "ada");
            await entered.Task.WaitAsync(TimeSpan.FromSeconds(10));
            _stopping.CancelAfter(TimeSpan.FromMilliseconds(100));
        }

        await using var next = await BusService.StartAsync("inbox-stop", database, await servers.RabbitMqAsync(), second, bus => bus.On<ViewerJoined, NoteTaker>());
        await Eventually.BecomesTrueAsync(async () => (await next.NotesAsync()).Count == 1);
    }

    private readonly CancellationTokenSource _stopping = new();

    private static ViewerJoined Joined(string viewer) => new("s", viewer, DateTimeOffset.UtcNow);

    private async Task<TestService> StartAsync(string name) => await BusService.StartAsync(
        name, await servers.CreateDatabaseAsync("inbox"), await servers.RabbitMqAsync(), _probe, bus => bus.On<ViewerJoined, NoteTaker>()).WhenReadyAsync();
}
