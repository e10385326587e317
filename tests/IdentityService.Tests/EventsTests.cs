using System.Collections.Concurrent;
using MassTransit;
using Streaming.Contracts;
using Streaming.Testing;

namespace Streaming.IdentityService.Tests;

public sealed class EventsTests(IdentityServer identity) : IAsyncLifetime
{
    private readonly ConcurrentQueue<UserRegistered> _registered = new();
    private readonly ConcurrentQueue<UserProfileChanged> _changed = new();
    private IBusControl? _bus;

    public async ValueTask InitializeAsync()
    {
        var address = new Uri(await identity.RabbitMqAsync());
        _bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(address);
            rabbit.ReceiveEndpoint(queue =>
            {
                queue.Handler<UserRegistered>(context => Task.Run(() => _registered.Enqueue(context.Message)));
                queue.Handler<UserProfileChanged>(context => Task.Run(() => _changed.Enqueue(context.Message)));
            });
        });
        await _bus.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_bus is not null)
        {
            await _bus.StopAsync();
        }
    }

    [Fact]
    public async Task Register_TellsTheOtherServicesOnce()
    {
        var name = Person.NewName();

        await identity.RegisterAsync(name);
        await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/register", Person.Named(name));

        await Eventually.BecomesTrueAsync(() => _registered.Any(e => e.User.Username == name));
        var told = _registered.Where(e => e.User.Username == name).ShouldHaveSingleItem();
        told.Email.ShouldBe($"{name}@example.org");
        told.User.Roles.ShouldBe(["viewer"]);
    }

    [Fact]
    public async Task ChangeProfile_TellsTheWholeProfileWithAGrowingTime()
    {
        var name = Person.NewName();
        var token = (await identity.RegisterAsync(name)).Text("accessToken");

        for (var i = 1; i <= 3; i++)
        {
            (await identity.Client.SendAsync(HttpMethod.Put, "/api/auth/profile", new { displayName = $"Name {i}" }, token)).Dispose();
        }

        await Eventually.BecomesTrueAsync(() => _changed.Count(e => e.User.Username == name) == 3);
        var mine = _changed.Where(e => e.User.Username == name).OrderBy(e => e.At).ToList();
        mine.Select(e => e.User.DisplayName).ShouldBe(["Name 1", "Name 2", "Name 3"]);
        mine.Select(e => e.At).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task WhoeverMakesAChannel_BecomesACreatorOnce()
    {
        var name = Person.NewName();
        var user = (System.Text.Json.Nodes.JsonObject)(await identity.RegisterAsync(name))["user"]!;
        var owner = new PublicUser(user.Text("id"), name, "Ada", null, null, ["viewer"]);
        var saved = new ChannelSaved(new ChannelRef(Guid.CreateVersion7().ToString(), name, "Channel"), owner, DateTimeOffset.UtcNow);

        await _bus!.Publish(saved, TestContext.Current.CancellationToken);
        await _bus.Publish(saved, TestContext.Current.CancellationToken);

        await Eventually.BecomesTrueAsync(async () =>
        {
            using var answer = await identity.Client.SendAsync(HttpMethod.Get, $"/api/users/{name}");
            return (await answer.ShouldBeAsync(System.Net.HttpStatusCode.OK))["roles"]!.AsArray().Select(r => (string?)r).SequenceEqual(["viewer", "creator"]);
        });
        await Eventually.BecomesTrueAsync(() => _changed.Any(e => e.User.Username == name && e.User.Roles.Contains("creator")));
    }
}
