using Streaming.MediaNode.Tests.Support;

namespace Streaming.MediaNode.Tests.Browser;

/// <summary>Connections that break: signalling, media, or the node itself.</summary>
public sealed class ReconnectTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Camera = "alice/camera";
    private readonly string _room = $"reconnect-{Guid.CreateVersion7():N}";
    private NodeProcess _node = null!;
    private Client _alice = null!, _bob = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await NodeProcess.StartAsync();
        _alice = await browser.OpenAsync("alice");
        _bob = await browser.OpenAsync("bob");
        await _alice.JoinAsync(_node, ApiKey.ToPublish(_room, "alice"));
        await _alice.DoAsync("publish()");
        await _bob.JoinAsync(_node, ApiKey.ToWatch(_room, "bob"));
        await _bob.WatchesAsync(Camera);
    }

    public async ValueTask DisposeAsync()
    {
        await _alice.DisposeAsync();
        await _bob.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Theory]
    [InlineData("signal-reconnect", "signalReconnecting")]
    [InlineData("resume-reconnect", "signalReconnecting")]
    [InlineData("full-reconnect", "reconnecting")]
    public async Task A_viewer_goes_on_watching_after(string scenario, string sign)
    {
        await _bob.DoAsync($"simulate('{scenario}')");

        await _bob.SeesAsync(sign);
        await _bob.SeesAsync("reconnected");
        await _bob.WatchesAsync(Camera);
    }

    [Theory]
    [InlineData("signal-reconnect", "signalReconnecting")]
    [InlineData("resume-reconnect", "signalReconnecting")]
    [InlineData("full-reconnect", "reconnecting")]
    public async Task A_creator_goes_on_broadcasting_after(string scenario, string sign)
    {
        await _alice.DoAsync($"simulate('{scenario}')");

        await _alice.SeesAsync(sign);
        await _alice.SeesAsync("reconnected");
        await _bob.WatchesAsync(Camera);
    }

    [Fact]
    public async Task Everyone_comes_back_by_themselves_when_the_node_is_killed_and_started_again()
    {
        await _node.KillAsync();
        await _node.StartAsync();

        await _alice.SeesAsync("reconnected");
        await _bob.SeesAsync("reconnected");
        await _bob.WatchesAsync(Camera);
        await _bob.HearsAsync("alice/microphone");
    }

    [Fact]
    public async Task Everyone_comes_back_when_the_node_is_restarted_in_good_order()
    {
        await _node.StopAsync();
        await _node.StartAsync();

        await _alice.SeesAsync("reconnected");
        await _bob.SeesAsync("reconnected");
        await _bob.WatchesAsync(Camera);
    }
}
