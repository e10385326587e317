using System.Net;
using System.Net.Http.Json;
using Streaming.Testing;

namespace Streaming.ChatService.Tests;

public sealed class MessageRulesTests(ChatCluster chat)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("<script>alert(1)</script> & <b>bold</b>", "<script>alert(1)</script> & <b>bold</b>")]
    [InlineData("  line one\r\nline\ttwo  ", "line one line two")]
    [InlineData("a\0b\u0007c\u202Ed", "abcd")]
    [InlineData("👩‍👩‍👧 family", "👩‍👩‍👧 family")]
    public async Task Text_is_stored_as_one_line_of_plain_text(string typed, string stored)
    {
        var stream = chat.Streams.Begin();
        await using var ada = await chat.First.EnterAsync(AStream.NewUser(), stream);

        await ada.SayAsync(stream, typed);

        await using var late = await chat.Second.EnterAsync(null, stream);
        late.Seen()[0].Text("content").ShouldBe(stored);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\u200B\u200D")]
    public async Task Message_without_anything_to_see_is_refused(string typed)
    {
        var stream = chat.Streams.Begin();
        await using var ada = await chat.First.EnterAsync(AStream.NewUser(), stream);

        (await Chatter.RefusalAsync(() => ada.SayAsync(stream, typed))).ShouldBe("validation_failed");
    }

    [Fact]
    public async Task Message_has_at_most_500_characters()
    {
        var stream = chat.Streams.Begin();
        var user = AStream.NewUser();
        await using var ada = await chat.First.EnterAsync(user, stream);

        (await ada.SayAsync(stream, new string('x', 500))).GetProperty("seq").GetInt64().ShouldBe(1);
        (await ada.SayAsync(stream, string.Concat(Enumerable.Repeat("🚀", 500)))).GetProperty("seq").GetInt64().ShouldBe(2);
        (await Chatter.RefusalAsync(() => ada.SayAsync(stream, new string('x', 501)))).ShouldBe("validation_failed");
        using var http = chat.First.Http(user.Token());
        using var answer = await http.PostAsJsonAsync($"/api/streams/{stream.Id}/messages", new { content = new string('x', 501) }, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.JsonAsync()).Text("code").ShouldBe("validation_failed");
    }

    [Theory]
    [InlineData(17 * 1024)]
    [InlineData(1024 * 1024)]
    public async Task Hub_message_that_is_too_large_closes_the_connection_with_a_reason(int size)
    {
        var stream = chat.Streams.Begin();
        await using var ada = await chat.First.EnterAsync(AStream.NewUser(), stream);
        await using var other = await chat.First.EnterAsync(AStream.NewUser(), stream);

        var call = ada.SayAsync(stream, new string('x', size));

        (await ada.Closed.WaitAsync(Eventually.DefaultLimit, Stop)).ShouldContain("maximum message size");
        await Should.ThrowAsync<Exception>(call);
        await other.SayAsync(stream, "still here");
    }

    [Fact]
    public async Task Request_body_that_is_too_large_answers_413()
    {
        var stream = chat.Streams.Begin();
        using var http = chat.First.Http(AStream.NewUser().Token());

        using var answer = await http.PostAsJsonAsync($"/api/streams/{stream.Id}/messages", new { content = new string('x', 2 * 1024 * 1024) }, Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Guests_read_and_never_write()
    {
        var stream = chat.Streams.Begin();
        await using var anonymous = await chat.First.EnterAsync(null, stream);
        await using var guest = await HubClient.ConnectAsync(chat.First, TestTokens.ForGuest(), Stop);
        await guest.InvokeAsync("JoinStream", stream.Id);

        (await Chatter.RefusalAsync(() => anonymous.SayAsync(stream, "hi"))).ShouldBe("forbidden");
        (await Chatter.RefusalAsync(() => guest.SayAsync(stream, "hi"))).ShouldBe("forbidden");
        (await Chatter.RefusalAsync(() => guest.InvokeAsync("Typing", stream.Id))).ShouldBe("forbidden");
        (await PostAsync(token: null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(TestTokens.ForGuest())).ShouldBe(HttpStatusCode.Forbidden);
        using var http = chat.First.Http(token: null);
        (await http.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/streams/{stream.Id}/messages", Stop)).GetProperty("items").GetArrayLength().ShouldBe(0);

        async Task<HttpStatusCode> PostAsync(string? token)
        {
            using var client = chat.First.Http(token);
            using var answer = await client.PostAsJsonAsync($"/api/streams/{stream.Id}/messages", new { content = "hi" }, Stop);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Connection_with_a_forged_token_is_refused()
    {
        var expired = TestTokens.Create(Guid.NewGuid().ToString(), "eve", [], TimeProvider.System.GetUtcNow().AddHours(-1), TimeSpan.FromMinutes(10));

        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => HubClient.ConnectAsync(chat.First, expired, Stop));
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => HubClient.ConnectAsync(chat.First, "nonsense", Stop));
    }

    [Fact]
    public async Task Person_who_writes_too_fast_is_slowed_down_over_all_nodes()
    {
        var stream = chat.Streams.Begin();
        var user = AStream.NewUser();
        await using var hub = await chat.First.EnterAsync(user, stream);
        for (var n = 0; n < MessageSending.RateLimit; n++)
        {
            await hub.SayAsync(stream, $"message {n}");
        }

        (await Chatter.RefusalAsync(() => hub.SayAsync(stream, "one more"))).ShouldBe("rate_limited");
        using var http = chat.Second.Http(user.Token());
        using var answer = await http.PostAsJsonAsync($"/api/streams/{stream.Id}/messages", new { content = "one more" }, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 5);
    }

    [Fact]
    public async Task Reply_names_a_message_of_the_same_chat()
    {
        var (stream, other) = (chat.Streams.Begin(), chat.Streams.Begin());
        await using var ada = await chat.First.EnterAsync(AStream.NewUser(), stream, other);
        var question = await ada.SayAsync(stream, "who?");

        var answer = await ada.InvokeAsync("SendMessage", stream.Id, "me", question.Text("id"));

        answer.Text("replyTo").ShouldBe(question.Text("id"));
        (await Chatter.RefusalAsync(() => ada.InvokeAsync("SendMessage", other.Id, "me", question.Text("id")))).ShouldBe("validation_failed");
    }

    [Fact]
    public async Task Stream_that_does_not_exist_is_not_found()
    {
        await using var guest = await chat.First.EnterAsync(null);

        (await Chatter.RefusalAsync(() => guest.InvokeAsync("JoinStream", Guid.CreateVersion7().ToString()))).ShouldBe("not_found");
        (await Chatter.RefusalAsync(() => guest.InvokeAsync("JoinStream", "no id at all"))).ShouldBe("not_found");
    }

    [Fact]
    public async Task Messages_are_deleted_by_their_author_the_owner_or_an_admin_only()
    {
        var creator = AStream.NewUser("creator");
        var stream = chat.Streams.Begin(creator);
        var author = AStream.NewUser();
        await using var hub = await chat.First.EnterAsync(author, stream);
        await using var guest = await chat.Second.EnterAsync(null, stream);
        List<string> ids = [];
        for (var n = 0; n < 4; n++)
        {
            ids.Add((await hub.SayAsync(stream, $"message {n}")).Text("id"));
        }

        (await DeleteAsync(ids[0], AStream.NewUser().Token())).ShouldBe(HttpStatusCode.Forbidden);
        (await DeleteAsync(ids[0], TestTokens.ForGuest())).ShouldBe(HttpStatusCode.Forbidden);
        (await DeleteAsync(ids[0], null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await DeleteAsync(ids[0], author.Token())).ShouldBe(HttpStatusCode.NoContent);
        (await DeleteAsync(ids[1], creator.Token())).ShouldBe(HttpStatusCode.NoContent);
        (await DeleteAsync(ids[2], AStream.NewUser().Token("admin"))).ShouldBe(HttpStatusCode.NoContent);
        (await DeleteAsync(ids[2], author.Token())).ShouldBe(HttpStatusCode.NoContent);
        (await DeleteAsync(Guid.CreateVersion7().ToString(), author.Token())).ShouldBe(HttpStatusCode.NotFound);

        await Eventually.BecomesTrueAsync(() => guest.All("chat:deleted").Count >= 3);
        guest.All("chat:deleted").Select(d => d.Text("messageId")).ShouldBe(ids.Take(3));
        await using var late = await chat.Second.EnterAsync(null, stream);
        late.Numbers().ShouldBe([4]);

        async Task<HttpStatusCode> DeleteAsync(string id, string? token)
        {
            using var http = chat.First.Http(token);
            using var answer = await http.DeleteAsync($"/api/messages/{id}", Stop);
            return answer.StatusCode;
        }
    }
}
