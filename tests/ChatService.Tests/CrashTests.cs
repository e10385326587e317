using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Servers;
using Streaming.Contracts;
using Streaming.Testing;

namespace Streaming.ChatService.Tests;

/// <summary>What crashes leave behind: nodes that are killed, and a Redis that goes away with everything it knew.</summary>
public sealed class CrashTests(ChatCluster chat)
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(10);
    private static readonly GiftView Rose = new("rose", "Rose", "🌹", 1, "float", "common");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_of_a_node_that_was_killed_are_gone_in_time_and_the_others_stay()
    {
        var stream = chat.Streams.Begin();
        var node = new ChatProcess(chat.Surroundings);
        await using var process = await RunningServer.StartAsync("ChatService", node);
        await using var stays = await chat.First.EnterAsync(AStream.NewUser(), stream);
        await using var one = await node.Address.EnterAsync(AStream.NewUser(), stream);
        await using var two = await node.Address.EnterAsync(null, stream);
        await Eventually.BecomesTrueAsync(() => stays.Count() == 3);

        await process.KillAsync();

        await Eventually.BecomesTrueAsync(() => stays.Count() == 1, Promise);
    }

    [Fact]
    public async Task Node_that_is_killed_and_restarted_loses_no_message_and_no_gift()
    {
        var stream = chat.Streams.Begin();
        var node = new ChatProcess(chat.Surroundings);
        await using var process = await RunningServer.StartAsync("ChatService", node);
        await using var other = await chat.First.EnterAsync(null, stream);
        var user = AStream.NewUser();
        List<string> accepted = [];
        await using (var ada = await node.Address.EnterAsync(user, stream))
        {
            for (var n = 0; n < 4; n++)
            {
                accepted.Add((await ada.SayAsync(stream, $"message {n}")).Text("id"));
            }

            await process.KillAsync();
        }

        var gift = new GiftSent(Guid.CreateVersion7().ToString(), stream.Id, stream.Creator.Id, AStream.NewUser(), Rose, 1, 1, TimeProvider.System.GetUtcNow());
        await chat.Streams.PublishAsync(gift);
        await process.StartAsync();
        await using var back = await node.Address.EnterAsync(user, stream);
        accepted.Add((await back.SayAsync(stream, "I am back")).Text("id"));

        await Eventually.BecomesTrueAsync(() => back.Numbers().Count >= 6 && other.Numbers().Count >= 6);
        back.Numbers().ShouldBe([1, 2, 3, 4, 5, 6]);
        other.Numbers().ShouldBe([1, 2, 3, 4, 5, 6]);
        other.Seen().Select(m => m.Text("id")).Order().ShouldBe(accepted.Append(gift.Id).Order());
        other.All("gift:sent").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Chat_goes_on_while_Redis_is_away_and_everything_is_right_again_when_it_is_back()
    {
        // A platform of its own: nobody else's Redis is to go.
        await using var servers = new Servers();
        using var folder = new TestFolder();
        var redis = new RedisServer(folder.Sub("redis"), FreePort.Take(1)[0], "test", durable: false);
        await using var runningRedis = await RunningServer.StartAsync("Redis", redis);
        var surroundings = (await ChatSurroundings.StartAsync(servers)) with { Redis = redis.ConnectionString };
        await using var desk = await StreamDesk.StartAsync(surroundings.RabbitMq);
        var (one, two) = (new ChatProcess(surroundings), new ChatProcess(surroundings));
        await using var first = await RunningServer.StartAsync("ChatService", one);
        await using var second = await RunningServer.StartAsync("ChatService", two);
        var stream = desk.Begin();
        await using var ada = await one.Address.EnterAsync(AStream.NewUser(), stream);
        await using var guest = await two.Address.EnterAsync(null, stream);
        await Eventually.BecomesTrueAsync(() => ada.Count() == 2);

        await runningRedis.KillAsync();
        await ada.SayAsync(stream, "without Redis");
        await Eventually.BecomesTrueAsync(() => ada.Numbers() is [1] && guest.Numbers() is [1]);
        var another = desk.Begin(stream.Creator);
        await using var late = await two.Address.EnterAsync(AStream.NewUser(), stream, another);
        await late.SayAsync(another, "a room opened without Redis");
        await Eventually.BecomesTrueAsync(() => late.All("chat:message").Count == 1);
        await runningRedis.StartAsync();

        await Eventually.BecomesTrueAsync(() => ada.Count() == 3 && guest.Count() == 3, Promise);
        await ada.SayAsync(stream, "with Redis");
        await Eventually.BecomesTrueAsync(() => guest.Numbers().Count == 2 && late.Seen().Count == 3);
        guest.Numbers().ShouldBe([1, 2]);
        late.Seen().Select(m => m.Text("content")).ShouldBe(["without Redis", "a room opened without Redis", "with Redis"]);
        desk.Heard<ViewerLeft>(e => e.StreamId == stream.Id).ShouldBeEmpty();
    }
}
