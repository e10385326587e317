using Streaming.Testing;

namespace Streaming.SystemTests.Crashes;

/// <summary>Any one part is killed in the middle of an evening and comes back by itself.</summary>
public sealed class CrashTests(RunningPlatform running) : IClassFixture<RunningPlatform>
{
    private readonly Platform _platform = running.Platform;

    [Theory]
    [InlineData("IdentityService")]
    [InlineData("StreamService")]
    [InlineData("ChatService")]
    [InlineData("GiftService")]
    [InlineData("WalletService")]
    [InlineData("NotificationService")]
    [InlineData("Gateway")]
    [InlineData("MediaNode")]
    [InlineData("redis-server")]
    [InlineData("beam.smp")]
    [InlineData("postgres")]
    public async Task NoMessageGiftOrTokenIsLost_WhenItIsKilledAndComesBack(string program)
    {
        using var evening = await Evening.BeginAsync(_platform);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var going = evening.GoOnAsync(over.Token);

        await Victim.CrashAsync(_platform, program);
        await IsReadyAsync();
        await over.CancelAsync();
        await going;

        await evening.NothingIsLostAsync();
    }

    private async Task IsReadyAsync()
    {
        using var client = _platform.CreateClient();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                try
                {
                    return (await client.GetAsync("/health/ready")).IsSuccessStatusCode && (await client.GetAsync("/api/streams/live")).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            SteadyClient.Patience);
    }
}
