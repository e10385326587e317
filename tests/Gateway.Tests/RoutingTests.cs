using System.Net;

namespace Streaming.Gateway.Tests;

public sealed class RoutingTests(Front front) : IClassFixture<Front>
{
    [Theory]
    [InlineData("/api/auth/user", "identity")]
    [InlineData("/api/users/ada", "identity")]
    [InlineData("/api/upload/avatar", "identity")]
    [InlineData("/api/users/1/block", "chat")]
    [InlineData("/api/streams/1/messages", "chat")]
    [InlineData("/api/streams/1/join", "chat")]
    [InlineData("/api/streams/1/leave", "chat")]
    [InlineData("/api/streams/1/viewers", "chat")]
    [InlineData("/api/streams/1/chat-settings", "chat")]
    [InlineData("/api/messages/1", "chat")]
    [InlineData("/api/reports", "chat")]
    [InlineData("/api/channels/1/filters", "chat")]
    [InlineData("/api/channels/1/bans", "chat")]
    [InlineData("/api/channels/1/moderators", "chat")]
    [InlineData("/hubs/live/negotiate", "chat")]
    [InlineData("/api/gifts", "gift")]
    [InlineData("/api/streams/1/gifts", "gift")]
    [InlineData("/api/streams/1/leaderboard", "gift")]
    [InlineData("/api/channels/1/leaderboard", "gift")]
    [InlineData("/api/tokens/balance", "wallet")]
    [InlineData("/api/creators/me/earnings", "wallet")]
    [InlineData("/api/payouts", "wallet")]
    [InlineData("/api/notifications", "notification")]
    [InlineData("/api/streams/live", "stream")]
    [InlineData("/api/streams/1", "stream")]
    [InlineData("/api/streams/1/enroll", "stream")]
    [InlineData("/api/channels/ada", "stream")]
    [InlineData("/api/enrollments", "stream")]
    [InlineData("/api/upload/thumbnail", "stream")]
    [InlineData("/api/whip", "stream")]
    [InlineData("/api/whep/1", "stream")]
    [InlineData("/hls/1/index.m3u8", "stream")]
    [InlineData("/livekit/webhook", "stream")]
    [InlineData("/rtc/v1?access_token=x", "livekit")]
    [InlineData("/rtc/validate", "livekit")]
    public async Task EveryPublicAddress_GoesToTheServiceThatOwnsIt(string path, string owner)
    {
        using var answer = await front.Gateway.Client.SendAsync(HttpMethod.Get, path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(owner);
    }

    [Theory]
    [InlineData("/internal/token-exchange")]
    [InlineData("/twirp/livekit.RoomService/ListRooms")]
    [InlineData("/hubs-not")]
    public async Task WhatIsNotPublic_IsNotProxied(string path)
    {
        using var answer = await front.Gateway.Client.SendAsync(HttpMethod.Post, path, new { });

        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "not_found");
        front.Services.All.SelectMany(s => s.Requests).ShouldNotContain(r => r.Target == path);
    }

    [Theory]
    [InlineData("/api/auth/../../internal/token-exchange")]
    [InlineData("/api/auth/%2e%2e/%2e%2e/internal/token-exchange")]
    [InlineData("/api/auth/..%2f..%2finternal/token-exchange")]
    [InlineData("/api/auth/..%5c..%5cinternal/token-exchange")]
    [InlineData("//internal/token-exchange")]
    [InlineData("/rtc/../twirp/livekit.RoomService/ListRooms")]
    public async Task APathWithDetours_ReachesNothingInternal(string path)
    {
        await RawHttp.GetAsync(front.Gateway.Address, path);

        front.Services.All.SelectMany(s => s.Requests).Select(r => new Uri(new Uri("http://x"), r.Target).AbsolutePath)
            .ShouldAllBe(p => !p.StartsWith("/internal") && !p.StartsWith("/twirp"));
    }
}
