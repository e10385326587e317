using Dapper;
using Microsoft.Extensions.Options;
using Streaming.StreamService.Media;
using Streaming.StreamService.Tests.Support;
using Streaming.Testing;

namespace Streaming.StreamService.Tests.Media;

/// <summary>Our own media node understands us, and we it, as with a LiveKit.</summary>
public sealed class MediaNodeTests(StreamServer server) : LiveTest(server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_media_node_keeps_our_rooms_and_its_webhooks_are_accepted()
    {
        await using var node = await RunningMediaNode.StartAsync($"{Server.Address}livekit/webhook");
        using var http = new HttpClient();
        var rooms = Client(http, node.Url, FakeLiveKit.ApiSecret);
        var (before, name) = (await CountWebhooksAsync(), $"room_{Guid.NewGuid():N}");

        await rooms.CreateAsync(name, """{"streamId":"1"}""", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), Cancellation);
        await rooms.CreateAsync(name, """{"streamId":"1"}""", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), Cancellation);

        (await rooms.ListAsync(Cancellation)).ShouldBe([name]);
        (await rooms.ListParticipantsAsync(name, Cancellation)).ShouldBeEmpty();
        (await rooms.FindParticipantAsync(name, "nobody", Cancellation)).ShouldBeNull();
        await rooms.RemoveParticipantAsync(name, "nobody", Cancellation);
        await rooms.DeleteAsync(name, Cancellation);
        await rooms.DeleteAsync(name, Cancellation);
        (await rooms.ListAsync(Cancellation)).ShouldBeEmpty();
        await Should.ThrowAsync<MediaServerException>(() => Client(http, node.Url, "another secret of sufficient length, too").ListAsync(Cancellation));

        // The room's beginning and end.
        await Eventually.PassesAsync(async () => (await CountWebhooksAsync()).ShouldBe(before + 2));
    }

    private static RoomService Client(HttpClient http, string url, string secret) => new(
        http, Options.Create(new LiveKitSettings { Url = url, ApiKey = FakeLiveKit.ApiKey, ApiSecret = secret }), TimeProvider.System);

    private async Task<long> CountWebhooksAsync()
    {
        await using var connection = await Server.Database.OpenAsync(Cancellation);
        return await connection.ExecuteScalarAsync<long>("select count(*) from media_events");
    }
}
