using System.Net.Http.Json;
using Streaming.Testing;

namespace Streaming.ChatService.Tests;

public sealed class MessageOrderTests(ChatCluster chat)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_sent_on_one_node_is_seen_on_both()
    {
        var stream = chat.Streams.Begin();
        await using var ada = await chat.First.EnterAsync(AStream.NewUser(), stream);
        await using var guest = await chat.Second.EnterAsync(null, stream);

        var sent = await ada.SayAsync(stream, "hello");

        await Eventually.BecomesTrueAsync(() => ada.All("chat:message").Count == 1 && guest.All("chat:message").Count == 1);
        guest.All("chat:message")[0].ToString().ShouldBe(ada.All("chat:message")[0].ToString());
        guest.All("chat:message")[0].Text("id").ShouldBe(sent.Text("id"));
        guest.All("chat:message")[0].GetProperty("seq").GetInt64().ShouldBe(1);
        guest.All("chat:message")[0].GetProperty("user").Text("username").ShouldBe("ada");
    }

    [Fact]
    public async Task Everyone_on_every_node_sees_all_messages_in_the_same_order_once()
    {
        const int Writers = 10, Each = 8;
        var stream = chat.Streams.Begin();
        var clients = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => (i % 2 == 0 ? chat.First : chat.Second).EnterAsync(AStream.NewUser(), stream)));

        await Task.WhenAll(clients.Select(async (client, i) =>
        {
            for (var n = 0; n < Each; n++)
            {
                await client.SayAsync(stream, $"{i}: {n}");
            }
        }));

        foreach (var client in clients)
        {
            await Eventually.BecomesTrueAsync(() => client.Numbers().Count >= Writers * Each);
            client.Numbers().ShouldBe(Enumerable.Range(1, Writers * Each).Select(n => (long)n));
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Viewer_who_lost_the_connection_rejoins_without_gaps_or_doubles()
    {
        var stream = chat.Streams.Begin();
        await using var writer = await chat.First.EnterAsync(AStream.NewUser(), stream);
        var first = await chat.Second.EnterAsync(null, stream);
        await writer.SayAsync(stream, "one");
        await Eventually.BecomesTrueAsync(() => first.Numbers() is [1]);
        first.Cut();
        await first.DisposeAsync();
        await writer.SayAsync(stream, "two");

        // The rest is written while the viewer comes back.
        var writing = Task.Run(
            async () =>
            {
                for (var n = 3; n <= 7; n++)
                {
                    await writer.SayAsync(stream, $"message {n}");
                }
            },
            Stop);
        await using var second = await chat.Second.EnterAsync(null, stream);
        await writing;

        await Eventually.BecomesTrueAsync(() => second.Numbers().Count >= 7);
        second.Numbers().ShouldBe([1, 2, 3, 4, 5, 6, 7]);
    }

    [Fact]
    public async Task JoinStream_answers_what_the_history_says()
    {
        var stream = chat.Streams.Begin();
        await using var ada = await chat.First.EnterAsync(AStream.NewUser(), stream);
        await ada.SayAsync(stream, "hello");
        await using var guest = await HubClient.ConnectAsync(chat.Second, token: null, Stop);

        var answer = await guest.InvokeAsync("JoinStream", stream.Id);

        answer.GetProperty("viewerCount").GetInt32().ShouldBe(2);
        answer.GetProperty("lastSeq").GetInt64().ShouldBe(1);
        answer.GetProperty("history")[0].Text("content").ShouldBe("hello");
        answer.GetProperty("settings").GetProperty("chatEnabled").GetBoolean().ShouldBeTrue();
        answer.GetProperty("history").ToString().ShouldBe(guest.All("chat:history")[0].GetProperty("items").ToString());
    }

    [Fact]
    public async Task Sending_again_with_the_same_client_id_gives_the_first_message()
    {
        var stream = chat.Streams.Begin();
        var ada = AStream.NewUser();
        await using var hub = await chat.First.EnterAsync(ada, stream);
        using var http = chat.Second.Http(ada.Token());

        var first = await hub.InvokeAsync("SendMessage", stream.Id, "once", null, "my-1");
        var again = await hub.InvokeAsync("SendMessage", stream.Id, "once", null, "my-1");
        using var byHttp = await http.PostAsJsonAsync($"/api/streams/{stream.Id}/messages", new { content = "once", clientId = "my-1" }, Stop);

        again.Text("id").ShouldBe(first.Text("id"));
        (await byHttp.JsonAsync()).Text("id").ShouldBe(first.Text("id"));
        await hub.SayAsync(stream, "next");
        await Eventually.BecomesTrueAsync(() => hub.Numbers().Count >= 2);
        hub.Numbers().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task List_gives_the_newest_page_first_and_older_ones_by_cursor()
    {
        var stream = chat.Streams.Begin();
        await using var ada = await chat.First.EnterAsync(AStream.NewUser(), stream);
        for (var n = 1; n <= 5; n++)
        {
            await ada.SayAsync(stream, $"message {n}");
        }

        using var http = chat.Second.Http(token: null);
        var page = await http.GetFromJsonAsync<Page>($"/api/streams/{stream.Id}/messages?limit=2", Stop);
        page!.Numbers.ShouldBe([4, 5]);
        page = await http.GetFromJsonAsync<Page>($"/api/streams/{stream.Id}/messages?limit=2&cursor={page.NextCursor}", Stop);
        page!.Numbers.ShouldBe([2, 3]);
        page = await http.GetFromJsonAsync<Page>($"/api/streams/{stream.Id}/messages?limit=2&cursor={page.NextCursor}", Stop);
        page!.Numbers.ShouldBe([1]);
        page.NextCursor.ShouldBeNull();
        page = await http.GetFromJsonAsync<Page>($"/api/streams/{stream.Id}/messages?after=3", Stop);
        page!.Numbers.ShouldBe([4, 5]);
    }

    private sealed record Page(IReadOnlyList<Message> Items, string? NextCursor)
    {
        public IEnumerable<long> Numbers => Items.Select(m => m.Seq);
    }
}
