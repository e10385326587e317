using System.Diagnostics;
using Streaming.MediaNode.Tests.Support;

namespace Streaming.MediaNode.Tests.Api;

/// <summary>LiveKit's own server SDK can't tell this node from a LiveKit.</summary>
public sealed class OfficialSdkTests : IAsyncLifetime
{
    private WebhookReceiver _receiver = null!;
    private NodeProcess _node = null!;

    public async ValueTask InitializeAsync()
    {
        await BrowserFixture.InstallPackagesAsync();
        _receiver = await WebhookReceiver.StartAsync();
        _node = await NodeProcess.StartAsync(("Media__WebhookUrls", _receiver.Address));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task The_official_server_sdk_manages_rooms_and_people_and_verifies_webhooks()
    {
        await using var alice = await RawSignal.OpenAsync(_node, ApiKey.ToPublish("sdk-people", "alice"));
        await _receiver.SeesAsync("room_started");
        var webhook = _receiver.Received.First();

        var start = new ProcessStartInfo("node", "sdk.mjs")
        {
            WorkingDirectory = BrowserFixture.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NODE_URL"] = _node.Address.ToString();
        start.Environment["API_KEY"] = ApiKey.Key;
        start.Environment["API_SECRET"] = ApiKey.Secret;
        start.Environment["WEBHOOK_BODY"] = webhook.Body;
        start.Environment["WEBHOOK_AUTHORIZATION"] = webhook.Authorization;
        using var sdk = Process.Start(start)!;
        var output = sdk.StandardOutput.ReadToEndAsync();
        var errors = sdk.StandardError.ReadToEndAsync();
        await sdk.WaitForExitAsync();

        sdk.ExitCode.ShouldBe(0, $"{await output}\n{await errors}");
        (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(10);
    }
}
