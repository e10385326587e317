using System.Net;
using System.Net.Http.Json;
using Streaming.Contracts;
using Streaming.Testing;

namespace Streaming.ChatService.Tests;

public sealed class LiveEventsTests(ChatCluster chat)
{
    private static readonly GiftView Rocket = new("rocket", "Rocket", "🚀", 20, "fireworks", "epic");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gift_is_shown_once_however_often_it_is_told()
    {
        var stream = chat.Streams.Begin();
        await using var one = await chat.First.EnterAsync(AStream.NewUser(), stream);
        await using var two = await chat.Second.EnterAsync(null, stream);
        var gift = new GiftSent(Guid.CreateVersion7().ToString(), stream.Id, stream.Creator.Id, AStream.NewUser("giver"), Rocket, 2, 40, TimeProvider.System.GetUtcNow());
        var (first, again) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await chat.Streams.PublishAsync(gift, first);
        await chat.Streams.PublishAsync(gift, first);
        await chat.Streams.PublishAsync(gift, again);

        foreach (var client in new[] { one, two })
        {
            await Eventually.BecomesTrueAsync(() => client.All("gift:sent").Count > 0);
        }

        await Eventually.BecomesTrueAsync(async () =>
            await chat.QueryAsync<int>("select count(*) from bus.inbox where message_id = any(@Ids)", new { Ids = new[] { first, again } }) == 2);
        // Whatever came of the repeats is numbered before this.
        await one.SayAsync(stream, "wow");
        foreach (var client in new[] { one, two })
        {
            await Eventually.BecomesTrueAsync(() => client.All("chat:message") is [.., var last] && last.Text("content") == "wow");
            client.Numbers().ShouldBe([1, 2]);
            var shown = client.All("gift:sent").ShouldHaveSingleItem();
            shown.Text("id").ShouldBe(gift.Id);
            shown.GetProperty("sender").Text("username").ShouldBe("giver");
            shown.GetProperty("gift").Text("emoji").ShouldBe("🚀");
            shown.GetProperty("totalTokens").GetInt64().ShouldBe(40);
            client.All("chat:message")[0].Text("type").ShouldBe("gift");
            client.All("chat:message")[0].Text("id").ShouldBe(gift.Id);
        }
    }

    [Fact]
    public async Task Viewers_see_the_stream_start_change_and_end()
    {
        var stream = chat.Streams.Begin(status: "scheduled");
        await using var guest = await chat.Second.EnterAsync(null, stream);
        var live = chat.Streams.Change(stream, s => s with { Status = "live" });
        var renamed = chat.Streams.Change(live, s => s with { Title = "Another title" });
        var ended = chat.Streams.Change(renamed, s => s with { Status = "ended", EndReason = "creator" });

        await chat.Streams.PublishAsync(new StreamStarted(live));
        await Eventually.BecomesTrueAsync(() => guest.All("stream:started").Count == 1);
        await chat.Streams.PublishAsync(new StreamUpdated(renamed));
        await Eventually.BecomesTrueAsync(() => guest.All("stream:updated") is [var updated] && updated.Text("title") == "Another title");
        await chat.Streams.PublishAsync(new StreamUpdated(live));
        await chat.Streams.PublishAsync(new StreamEnded(ended, "creator", new StreamStats(60, 5, 7, 20, 20)));
        await Eventually.BecomesTrueAsync(() => guest.All("stream:ended").Count == 1);

        guest.All("stream:ended")[0].Text("streamId").ShouldBe(stream.Id);
        guest.All("stream:ended")[0].Text("reason").ShouldBe("creator");
        guest.All("stream:ended")[0].GetProperty("stats").GetProperty("peakViewers").GetInt32().ShouldBe(5);
        guest.All("stream:started").Count.ShouldBe(1);
        guest.Seen().Select(m => m.Text("type")).ShouldBe(["system", "system"]);
    }

    [Fact]
    public async Task Chat_of_a_stream_that_is_over_can_be_read_but_not_written()
    {
        var stream = chat.Streams.Begin();
        var user = AStream.NewUser();
        await using var ada = await chat.First.EnterAsync(user, stream);
        await ada.SayAsync(stream, "hello");
        var ended = chat.Streams.Change(stream, s => s with { Status = "ended" });
        await chat.Streams.PublishAsync(new StreamEnded(ended, "creator", new StreamStats(1, 1, 1, 0, 0)));
        await Eventually.BecomesTrueAsync(() => ada.All("stream:ended").Count == 1);

        (await Chatter.RefusalAsync(() => ada.SayAsync(stream, "too late"))).ShouldBe("invalid_transition");
        using var http = chat.Second.Http(user.Token());
        using var post = await http.PostAsJsonAsync($"/api/streams/{stream.Id}/messages", new { content = "too late" }, Stop);
        post.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await using var late = await HubClient.ConnectAsync(chat.Second, token: null, Stop);
        (await late.InvokeAsync("JoinStream", stream.Id)).GetProperty("history")[0].Text("content").ShouldBe("hello");
    }

    [Fact]
    public async Task Notification_reaches_all_connections_of_its_person_and_nobody_else()
    {
        var user = AStream.NewUser();
        await using var one = await chat.First.EnterAsync(user);
        await using var two = await chat.Second.EnterAsync(user);
        await using var other = await chat.First.EnterAsync(AStream.NewUser());
        var notification = new NotificationView(Guid.CreateVersion7().ToString(), "live_stream_started", "Live", "Someone is live", "/streams/x", TimeProvider.System.GetUtcNow(), ReadAt: null);

        await chat.Streams.PublishAsync(new NotificationsCreated([new NotificationFor(user.Id, notification)]));

        await Eventually.BecomesTrueAsync(() => one.All("notification").Count == 1 && two.All("notification").Count == 1);
        one.All("notification")[0].Text("title").ShouldBe("Live");
        other.All("notification").ShouldBeEmpty();
    }

    [Fact]
    public async Task Typing_is_shown_to_the_others()
    {
        var stream = chat.Streams.Begin();
        await using var ada = await chat.First.EnterAsync(AStream.NewUser(), stream);
        await using var guest = await chat.Second.EnterAsync(null, stream);

        await ada.InvokeAsync("Typing", stream.Id);
        await ada.InvokeAsync("Typing", stream.Id);

        await Eventually.BecomesTrueAsync(() => guest.All("chat:typing").Count == 1);
        guest.All("chat:typing")[0].GetProperty("user").Text("username").ShouldBe("ada");
    }

    [Fact]
    public async Task Connection_may_open_on_another_node_than_it_was_negotiated_with()
    {
        using var http = chat.First.Http(token: null);
        using var answer = await http.PostAsync("/hubs/live/negotiate?negotiateVersion=1", content: null, Stop);
        var agreed = await answer.JsonAsync();
        agreed.GetProperty("availableTransports").EnumerateArray().ShouldHaveSingleItem().Text("transport").ShouldBe("WebSockets");

        using var socket = new System.Net.WebSockets.ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{chat.Second.Authority}/hubs/live?id={agreed.Text("connectionToken")}"), Stop);
        socket.State.ShouldBe(System.Net.WebSockets.WebSocketState.Open);
    }
}
