using Streaming.MediaNode.Tests.Support;

namespace Streaming.MediaNode.Tests.Browser;

/// <summary>Real livekit-client in Debian's Firefox, beside Chromium in the same room.</summary>
public sealed class FirefoxTests(BrowserFixture chromium, FirefoxFixture firefox) : IAsyncLifetime
{
    private const string Camera = "alice/camera", Microphone = "alice/microphone";
    private readonly string _room = $"firefox-{Guid.CreateVersion7():N}";
    private readonly List<Client> _clients = [];
    private NodeProcess _node = null!;

    public async ValueTask InitializeAsync() => _node = await NodeProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task Early_and_late_viewers_in_Firefox_see_and_hear_a_creator_in_Chromium()
    {
        var early = await WatchAsync(await firefox.OpenAsync("early"));
        await BroadcastAsync(await chromium.OpenAsync("alice"));
        var late = await WatchAsync(await firefox.OpenAsync("late"));

        await WatchesAndHearsASoundAsync(early);
        await WatchesAndHearsASoundAsync(late);
    }

    [Fact]
    public async Task A_creator_in_Firefox_is_seen_and_heard_in_both_browsers_with_simulcast()
    {
        await BroadcastAsync(await firefox.OpenAsync("alice"));
        var inFirefox = await WatchAsync(await firefox.OpenAsync("bob"));
        var inChromium = await WatchAsync(await chromium.OpenAsync("carol"));

        await WatchesAndHearsASoundAsync(inFirefox);
        await inChromium.WatchesAsync(Camera);
        await inChromium.HearsAsync(Microphone);
        await inChromium.DoAsync("watchInLowQuality()");
        await inChromium.UntilAsync($"received('{Camera}').then(r => r.width === 320)");
        await inChromium.WatchesAsync(Camera);
    }

    /// <summary>Firefox says how loud the decoded sound is even while the page is muted; Chromium says nothing then.</summary>
    private static async Task WatchesAndHearsASoundAsync(Client viewer)
    {
        await viewer.WatchesAsync(Camera);
        await viewer.UntilAsync($"received('{Microphone}').then(r => r.energy > 0)");
    }

    private async Task BroadcastAsync(Client creator)
    {
        _clients.Add(creator);
        await creator.JoinAsync(_node, ApiKey.ToPublish(_room, creator.Identity));
        await creator.DoAsync("publish()");
    }

    private async Task<Client> WatchAsync(Client viewer)
    {
        _clients.Add(viewer);
        await viewer.JoinAsync(_node, ApiKey.ToWatch(_room, viewer.Identity));
        return viewer;
    }
}
