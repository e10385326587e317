using Streaming.Testing;

namespace Streaming.ChatService.Tests;

public sealed class ChatTests(ChatCluster chat)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_sent_on_one_node_is_seen_on_both()
    {
        var stream = chat.Streams.Begin();
        await using var ada = await HubClient.ConnectAsync(chat.First, AStream.NewUser().Token(), Stop);
        await using var guest = await HubClient.ConnectAsync(chat.Second, token: null, Stop);
        await ada.InvokeAsync("JoinStream", stream.Id);
        await guest.InvokeAsync("JoinStream", stream.Id);

        var sent = await ada.InvokeAsync("SendMessage", stream.Id, "hello");

        sent.GetProperty("seq").GetInt64().ShouldBe(1);
        await Eventually.BecomesTrueAsync(() => ada.All("chat:message").Count == 1 && guest.All("chat:message").Count == 1);
        guest.All("chat:message")[0].GetProperty("content").GetString().ShouldBe("hello");
        guest.All("chat:message")[0].GetProperty("id").GetString().ShouldBe(sent.GetProperty("id").GetString());
    }
}
