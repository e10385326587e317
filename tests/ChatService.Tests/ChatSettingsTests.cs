using System.Net;
using System.Net.Http.Json;
using FsCheck.Fluent;
using Streaming.Contracts;
using Streaming.Testing;

namespace Streaming.ChatService.Tests;

public sealed class ChatSettingsTests(ChatCluster chat)
{
    private const int PropertySize = 20;
    private const int PropertyCases = 40;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Owner_switches_the_chat_off_and_on_while_live()
    {
        var stream = chat.Streams.Begin();
        await using var ada = await chat.Second.EnterAsync(AStream.NewUser(), stream);

        (await PutAsync(stream, stream.Creator.Token(), new { chatEnabled = false })).ShouldBe(HttpStatusCode.OK);
        await Eventually.BecomesTrueAsync(() => ada.All("chat:settings").Count == 1);
        ada.All("chat:settings")[0].GetProperty("chatEnabled").GetBoolean().ShouldBeFalse();
        (await Chatter.RefusalAsync(() => ada.SayAsync(stream, "hello?"))).ShouldBe("chat_disabled");

        (await PutAsync(stream, stream.Creator.Token(), new { chatEnabled = true })).ShouldBe(HttpStatusCode.OK);
        await ada.SayAsync(stream, "hello!");
        ada.All("stream:ended").ShouldBeEmpty();
    }

    [Fact]
    public async Task Slow_mode_holds_everyone_but_the_creator_back()
    {
        var stream = chat.Streams.Begin();
        await PutAsync(stream, stream.Creator.Token(), new { slowModeSeconds = 30 });
        await using var ada = await chat.First.EnterAsync(AStream.NewUser(), stream);
        await using var creator = await chat.First.EnterAsync(stream.Creator, stream);

        await ada.SayAsync(stream, "one");
        (await Chatter.RefusalAsync(() => ada.SayAsync(stream, "two"))).ShouldBe("slow_mode");
        await creator.SayAsync(stream, "three");
        await creator.SayAsync(stream, "four");
    }

    [Fact]
    public async Task Settings_stay_with_the_channel()
    {
        var stream = chat.Streams.Begin();
        await PutAsync(stream, stream.Creator.Token(), new { slowModeSeconds = 7 });
        await PutAsync(stream, stream.Creator.Token(), new { chatEnabled = false });

        var next = chat.Streams.Begin(stream.Creator, stream.Channel);
        using var http = chat.Second.Http(token: null);
        var settings = await http.GetFromJsonAsync<ChatSettings>($"/api/streams/{next.Id}/chat-settings", Stop);

        settings.ShouldBe(new ChatSettings(next.Id, ChatEnabled: false, SlowModeSeconds: 7));
    }

    /// <summary>Whatever sequence of changes: the next reader, on another node, finds what was set last, and nothing ends the stream.</summary>
    [Fact]
    public async Task Property_4_chat_settings_persist_correctly()
    {
        var changes =
            from enabled in Gen.Elements(true, false)
            from slow in Gen.Choose(0, ChatSettings.MaxSlowModeSeconds)
            from what in Gen.Choose(0, 2)
            select (Enabled: what == 1 ? (bool?)null : enabled, Slow: what == 0 ? (int?)null : slow);
        var stream = chat.Streams.Begin();
        await using var ada = await chat.Second.EnterAsync(AStream.NewUser(), stream);
        using var reader = chat.Second.Http(token: null);
        var expected = new ChatSettings(stream.Id, ChatEnabled: true, SlowModeSeconds: 0);

        foreach (var change in changes.Sample(PropertySize, PropertyCases))
        {
            expected = expected with { ChatEnabled = change.Enabled ?? expected.ChatEnabled, SlowModeSeconds = change.Slow ?? expected.SlowModeSeconds };

            (await PutAsync(stream, stream.Creator.Token(), new { chatEnabled = change.Enabled, slowModeSeconds = change.Slow })).ShouldBe(HttpStatusCode.OK);

            (await reader.GetFromJsonAsync<ChatSettings>($"/api/streams/{stream.Id}/chat-settings", Stop)).ShouldBe(expected, $"after {change}");
        }

        ada.All("stream:ended").ShouldBeEmpty();
    }

    [Fact]
    public async Task Settings_are_changed_by_the_owner_or_an_admin_only_and_within_bounds()
    {
        var stream = chat.Streams.Begin();

        (await PutAsync(stream, AStream.NewUser().Token(), new { chatEnabled = false })).ShouldBe(HttpStatusCode.Forbidden);
        (await PutAsync(stream, token: null, new { chatEnabled = false })).ShouldBe(HttpStatusCode.Unauthorized);
        (await PutAsync(stream, stream.Creator.Token(), new { slowModeSeconds = -1 })).ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(stream, stream.Creator.Token(), new { slowModeSeconds = 3601 })).ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(stream, AStream.NewUser().Token("admin"), new { chatEnabled = false })).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> PutAsync(StreamView stream, string? token, object change)
    {
        using var http = chat.First.Http(token);
        using var answer = await http.PutAsJsonAsync($"/api/streams/{stream.Id}/chat-settings", change, Stop);
        return answer.StatusCode;
    }
}
