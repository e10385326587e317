using System.Net.Http.Headers;
using Streaming.MediaNode.Tests.Support;

namespace Streaming.MediaNode.Tests.Whip;

/// <summary>An encoder publishes by WHIP; viewers can't tell it from a LiveKit client.</summary>
public sealed class WhipTests(BrowserFixture browser, SharedNode shared) : IClassFixture<SharedNode>
{
    private readonly NodeProcess _node = shared.Node;

    [Fact]
    public async Task A_viewer_watches_what_an_encoder_publishes_until_it_stops()
    {
        await using var viewer = await browser.OpenAsync("viewer");
        await using var encoder = await browser.OpenAsync("encoder");
        await viewer.JoinAsync(_node, ApiKey.ToWatch("whip", "viewer"));

        var status = await encoder.AskAsync<int>($"whip('{_node.Address}whip/v1', '{ApiKey.ToPublish("whip", "encoder")}')");

        status.ShouldBe(201);
        await viewer.WatchesAsync("encoder/camera");
        await viewer.HearsAsync("encoder/microphone");
        (await encoder.AskAsync<int>("stopWhip()")).ShouldBe(200);
        await viewer.SeesAsync("participantDisconnected", "encoder");
    }

    [Theory]
    [InlineData("application/json", true, "v=0", 400)]
    [InlineData("application/sdp", true, "", 400)]
    [InlineData("application/sdp", true, "hello", 400)]
    [InlineData("application/sdp", false, "v=0", 403)]
    public async Task What_is_no_offer_of_a_publisher_is_refused(string type, bool mayPublish, string body, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/whip/v1") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", mayPublish ? ApiKey.ToPublish("whip2", "x") : ApiKey.ToWatch("whip2", "x"));

        using var response = await _node.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
        var (_, participants) = await _node.CallAsync("ListParticipants", new { room = "whip2" }, room: "whip2");
        participants["participants"]!.AsArray().ShouldBeEmpty();
    }
}
