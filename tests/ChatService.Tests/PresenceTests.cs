using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Streaming.Contracts;
using Streaming.Testing;

namespace Streaming.ChatService.Tests;

public sealed class PresenceTests(ChatCluster chat)
{
    /// <summary>What the platform promises: the count is right again within this time of any crash.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(10);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Person_with_several_tabs_counts_once_and_the_creator_does_not_count()
    {
        var stream = chat.Streams.Begin();
        var user = AStream.NewUser();
        await using var tab = await chat.First.EnterAsync(user, stream);
        await using var secondTab = await chat.Second.EnterAsync(user, stream);
        await using var guest = await chat.Second.EnterAsync(null, stream);
        await using var creator = await chat.First.EnterAsync(stream.Creator, stream);

        await Eventually.BecomesTrueAsync(() => creator.Count() == 2 && guest.Count() == 2 && tab.Count() == 2);
        await tab.DisposeAsync();
        await guest.DisposeAsync();
        await Eventually.BecomesTrueAsync(() => creator.Count() == 1);
        await secondTab.InvokeAsync("LeaveStream", stream.Id);
        await Eventually.BecomesTrueAsync(() => creator.Count() == 0);

        await Eventually.BecomesTrueAsync(() => chat.Streams.Heard<ViewerLeft>(e => e.StreamId == stream.Id).Count == 2);
        chat.Streams.Heard<ViewerJoined>(e => e.StreamId == stream.Id).Count.ShouldBe(2);
        chat.Streams.Heard<ViewerJoined>(e => e.StreamId == stream.Id && e.ViewerId == user.Id).ShouldHaveSingleItem();
        chat.Streams.Heard<ViewersCounted>(e => e.StreamId == stream.Id).ShouldAllBe(e => e.Count >= 0 && e.Count <= 2);
        (await CountKeyAsync(stream)).ShouldBe(0);
    }

    [Fact]
    public async Task Guests_without_a_token_are_one_each_and_with_a_token_one_over_all_tabs()
    {
        var stream = chat.Streams.Begin();
        var token = TestTokens.ForGuest();
        await using var one = await HubClient.ConnectAsync(chat.First, token, Stop);
        await using var two = await HubClient.ConnectAsync(chat.Second, token, Stop);
        await one.InvokeAsync("JoinStream", stream.Id);
        await two.InvokeAsync("JoinStream", stream.Id);
        await using var three = await chat.First.EnterAsync(null, stream);
        await using var four = await chat.First.EnterAsync(null, stream);

        await Eventually.BecomesTrueAsync(() => one.Count() == 3 && four.Count() == 3);
        (await CountKeyAsync(stream)).ShouldBe(3);
        using var http = chat.Second.Http(token: null);
        var viewers = await http.GetFromJsonAsync<JsonElement>($"/api/streams/{stream.Id}/viewers", Stop);
        viewers.GetProperty("items").EnumerateArray().ShouldAllBe(v => v.Text("id").StartsWith("guest_") && v.EnumerateObject().Count() == 1);
    }

    [Fact]
    public async Task Those_present_are_told_who_comes_and_goes_and_can_be_listed()
    {
        var stream = chat.Streams.Begin();
        await using var creator = await chat.First.EnterAsync(stream.Creator, stream);
        var grace = AStream.NewUser("grace");
        var viewer = await chat.Second.EnterAsync(grace, stream);

        await Eventually.BecomesTrueAsync(() => creator.All("viewer:joined").Count == 1);
        creator.All("viewer:joined")[0].GetProperty("user").Text("username").ShouldBe("grace");
        using var http = chat.First.Http(token: null);
        var viewers = await http.GetFromJsonAsync<JsonElement>($"/api/streams/{stream.Id}/viewers", Stop);
        var listed = viewers.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        listed.Text("id").ShouldBe(grace.Id);
        foreach (var user in new[] { listed, creator.All("viewer:joined")[0].GetProperty("user") })
        {
            user.EnumerateObject().Select(p => p.Name).ShouldBe(["id", "username", "displayName", "avatarUrl", "bio", "roles"]);
        }

        await viewer.DisposeAsync();
        await Eventually.BecomesTrueAsync(() => creator.All("viewer:left").Count == 1);
        creator.All("viewer:left")[0].GetProperty("user").Text("id").ShouldBe(grace.Id);
    }

    [Fact]
    public async Task Stream_may_be_joined_and_left_by_an_id_in_capitals()
    {
        var stream = chat.Streams.Begin();
        await using var creator = await chat.First.EnterAsync(stream.Creator, stream);
        await using var viewer = await HubClient.ConnectAsync(chat.First, AStream.NewUser().Token(), Stop);

        await viewer.InvokeAsync("JoinStream", stream.Id.ToUpperInvariant());
        await Eventually.BecomesTrueAsync(() => creator.Count() == 1);
        await viewer.InvokeAsync("Typing", stream.Id.ToUpperInvariant());
        await Eventually.BecomesTrueAsync(() => creator.All("chat:typing").Count == 1);
        await viewer.InvokeAsync("LeaveStream", stream.Id.ToUpperInvariant());
        await Eventually.BecomesTrueAsync(() => creator.Count() == 0);
    }

    [Fact]
    public async Task JoinStream_AfterOneThatTheDatabaseRefused_EntersPresence()
    {
        var stream = chat.Streams.Begin();
        var user = AStream.NewUser();
        await using var creator = await chat.First.EnterAsync(stream.Creator, stream);
        await using var viewer = await HubClient.ConnectAsync(chat.First, user.Token(), Stop);
        await chat.QueryAsync<int>(
            $"""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'Refused for a test.'; end $$;
            create trigger refuse before insert on people for each row when (new.id = '{user.Id}') execute function refuse()
            """,
            new { });
        await Should.ThrowAsync<HubRefusalException>(() => viewer.InvokeAsync("JoinStream", stream.Id));
        await chat.QueryAsync<int>("drop function refuse cascade", new { });

        await viewer.InvokeAsync("JoinStream", stream.Id);

        await Eventually.BecomesTrueAsync(() => creator.Count() == 1);
    }

    [Fact]
    public async Task Anonymous_clients_are_the_same_guest_on_all_nodes_and_their_ids_do_not_tell_their_address()
    {
        var stream = chat.Streams.Begin();
        using var first = chat.First.Http(token: null);
        using var second = chat.Second.Http(token: null);
        await Task.WhenAll(new[] { first, second }.Select(async http =>
        {
            using var answer = await http.PostAsync($"/api/streams/{stream.Id}/join", content: null, Stop);
            answer.EnsureSuccessStatusCode();
        }));

        var id = await chat.QueryAsync<string>("select string_agg(person_id, ' ') from heartbeats where stream_id = @Id", new { stream.Id });

        id.ShouldNotBeNull().ShouldMatch("^guest_[0-9a-f]{32}$");
        foreach (var address in new[] { "127.0.0.1", "::1", "::ffff:127.0.0.1" })
        {
            id.ShouldNotContain(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{address}\n")).AsSpan(0, 16)));
        }
    }

    [Fact]
    public async Task Viewers_are_listed_page_by_page()
    {
        var stream = chat.Streams.Begin();
        var clients = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => chat.First.EnterAsync(AStream.NewUser(), stream)));
        await Eventually.BecomesTrueAsync(() => clients[0].Count() == 3);
        using var http = chat.First.Http(token: null);

        var first = await http.GetFromJsonAsync<JsonElement>($"/api/streams/{stream.Id}/viewers?limit=2", Stop);
        var second = await http.GetFromJsonAsync<JsonElement>($"/api/streams/{stream.Id}/viewers?limit=2&cursor={first.Text("nextCursor")}", Stop);

        JsonElement[] all = [.. first.GetProperty("items").EnumerateArray(), .. second.GetProperty("items").EnumerateArray()];
        all.Select(v => v.Text("id")).Distinct().Count().ShouldBe(3);
        second.GetProperty("nextCursor").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Clients_without_the_hub_are_present_until_they_leave_or_fall_silent()
    {
        var stream = chat.Streams.Begin();
        var user = AStream.NewUser();
        using var person = chat.First.Http(user.Token());
        using var guest = chat.Second.Http(TestTokens.ForGuest());
        using var anonymous = chat.Second.Http(token: null);

        (await JoinAsync(person)).ShouldBe(1);
        (await JoinAsync(person)).ShouldBe(1);
        (await JoinAsync(guest)).ShouldBe(2);
        (await JoinAsync(anonymous)).ShouldBe(3);
        (await JoinAsync(anonymous)).ShouldBe(3);
        await using var hub = await chat.First.EnterAsync(user, stream);
        await Eventually.BecomesTrueAsync(() => hub.Count() == 3);

        using (var answer = await guest.PostAsync($"/api/streams/{stream.Id}/leave", content: null, Stop))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        await Eventually.BecomesTrueAsync(() => hub.Count() == 2);
        await chat.QueryAsync<int>("update heartbeats set expires_at = now() where stream_id = @Id", new { stream.Id });
        await Eventually.BecomesTrueAsync(() => hub.Count() == 1);

        async Task<int> JoinAsync(HttpClient client)
        {
            using var answer = await client.PostAsync($"/api/streams/{stream.Id}/join", content: null, Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            return (await answer.JsonAsync()).GetProperty("viewerCount").GetInt32();
        }
    }

    [Fact]
    public async Task End_of_the_stream_ends_presence()
    {
        var stream = chat.Streams.Begin();
        await using var guest = await chat.First.EnterAsync(null, stream);
        await Eventually.BecomesTrueAsync(() => guest.Count() == 1);

        await chat.Streams.PublishAsync(new StreamEnded(chat.Streams.Change(stream, s => s with { Status = "ended" }), "creator", new StreamStats(1, 1, 1, 0, 0)));

        await Eventually.BecomesTrueAsync(() => guest.Count() == 0);
        await Eventually.BecomesTrueAsync(() => chat.Streams.Heard<ViewersCounted>(e => e.StreamId == stream.Id) is [.., { Count: 0 }]);
        using var http = chat.First.Http(token: null);
        using var join = await http.PostAsync($"/api/streams/{stream.Id}/join", content: null, Stop);
        join.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Redis_that_forgets_everything_is_told_again_and_nobody_is_announced_twice()
    {
        var stream = chat.Streams.Begin();
        await using var ada = await chat.First.EnterAsync(AStream.NewUser(), stream);
        await using var guest = await chat.Second.EnterAsync(null, stream);
        await Eventually.BecomesTrueAsync(() => ada.Count() == 2);

        await using (var redis = await ChatRedis.ConnectAsync(chat.Surroundings.Redis))
        {
            await redis.FlushAsync();
            await Eventually.BecomesTrueAsync(async () => await CountKeyAsync(stream) == 2 && await redis.PeopleAsync(stream.Id) == 2, Promise);
        }

        await using var late = await chat.First.EnterAsync(null, stream);
        await Eventually.BecomesTrueAsync(() => late.Count() == 3, Promise);
        // Events of one stream come in order, so whatever was announced wrongly came before this.
        await Eventually.BecomesTrueAsync(() => chat.Streams.Heard<ViewersCounted>(e => e.StreamId == stream.Id) is [.., { Count: 3 }]);
        chat.Streams.Heard<ViewerLeft>(e => e.StreamId == stream.Id).ShouldBeEmpty();
        chat.Streams.Heard<ViewerJoined>(e => e.StreamId == stream.Id).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Viewer_whose_machine_falls_silent_is_gone_in_time()
    {
        var stream = chat.Streams.Begin();
        await using var creator = await chat.First.EnterAsync(stream.Creator, stream);
        await using var silent = await SilentViewer.JoinAsync(chat.Second, stream.Id, Stop);
        await Eventually.BecomesTrueAsync(() => creator.Count() == 1);

        silent.StopAnswering();

        await Eventually.BecomesTrueAsync(() => creator.Count() == 0, Promise);
    }

    private async Task<int?> CountKeyAsync(StreamView stream)
    {
        await using var redis = await ChatRedis.ConnectAsync(chat.Surroundings.Redis);
        return await redis.CountAsync(stream.Id);
    }
}
