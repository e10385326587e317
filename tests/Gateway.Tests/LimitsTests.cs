using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Streaming.Gateway.Limits;
using Streaming.Testing;

namespace Streaming.Gateway.Tests;

public sealed class LimitsTests(House house)
{
    [Fact]
    public async Task Login_WhenTriedTooOften_Answers429WithRetryAfter()
    {
        await using var identity = await Upstream.StartAsync("identity");
        await using var gateway = new RunningGateway(("RateLimits:signin:Burst", "3"), RunningGateway.At("identity", identity.Address));
        for (var i = 0; i < 3; i++)
        {
            (await gateway.Client.SendAsync(HttpMethod.Post, "/api/auth/login", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var answer = await gateway.Client.SendAsync(HttpMethod.Post, "/api/auth/login", new { });

        await answer.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        answer.Headers.RetryAfter?.Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        (await gateway.Client.SendAsync(HttpMethod.Get, "/api/users/ada")).StatusCode.ShouldBe(HttpStatusCode.OK, "another limit's requests go on");
    }

    [Fact]
    public async Task OnePersonsLimit_DoesNotTouchAnother()
    {
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(
            ("RateLimits:api:Burst", "2"), ("RateLimits:api:PerMinute", "1"), ("Auth:Jwks", TestTokens.Jwks), RunningGateway.At("stream", stream.Address));
        var (ada, bob) = (TestTokens.ForUser(Guid.CreateVersion7()), TestTokens.ForUser(Guid.CreateVersion7()));

        var adas = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            adas.Add((await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", token: ada)).StatusCode);
        }

        adas.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        (await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", token: bob)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task InventedGuestCookies_ShareTheirNetworksLimit()
    {
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(
            ("RateLimits:api:Burst", "1"), ("RateLimits:api:PerMinute", "1"), RunningGateway.At("identity", house.Identity), RunningGateway.At("stream", stream.Address));

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i <= RateLimits.PeoplePerNetwork; i++)
        {
            var invented = ("Cookie", $"guest={Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}");
            answers.Add((await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: invented)).StatusCode);
        }

        stream.Last.Header("Authorization").ShouldNotBeNull("an invented cookie makes a guest");
        answers.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.OK, RateLimits.PeoplePerNetwork), HttpStatusCode.TooManyRequests]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    [InlineData(1200)]
    public void Bucket_IsFilledAtTheRateThatWasAskedFor(int perMinute)
    {
        var bucket = RateLimits.Bucket(burst: 5, perMinute);

        (TimeSpan.FromMinutes(1) / bucket.ReplenishmentPeriod * bucket.TokensPerPeriod).ShouldBe(perMinute, tolerance: 0.01);
    }

    [Fact]
    public async Task RateLimits_WhenTurnedOff_LetEverythingThrough()
    {
        await using var identity = await Upstream.StartAsync("identity");
        await using var gateway = new RunningGateway(("RateLimits:Enabled", "false"), RunningGateway.At("identity", identity.Address));

        for (var i = 0; i < 50; i++)
        {
            (await gateway.Client.SendAsync(HttpMethod.Post, "/api/auth/login", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("/api/streams", (1024 * 1024) + 1, true)]
    [InlineData("/api/streams", (1024 * 1024) + 1, false)]
    [InlineData("/api/upload/avatar", (5 * 1024 * 1024) + (70 * 1024), true)]
    [InlineData("/api/upload/avatar", (5 * 1024 * 1024) + (70 * 1024), false)]
    public async Task ABodyBeyondTheLimit_Answers413(string path, int bytes, bool declared)
    {
        await using var service = await Upstream.StartAsync("service");
        await using var gateway = new RunningGateway(RunningGateway.At("stream", service.Address), RunningGateway.At("identity", service.Address));

        using var answer = await PostAsync(gateway, path, bytes, declared);

        await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
    }

    [Theory]
    [InlineData("/api/streams", 1024 * 1024)]
    [InlineData("/api/upload/avatar", 5 * 1024 * 1024)]
    [InlineData("/api/upload/banner", 5 * 1024 * 1024)]
    public async Task ABodyWithinTheLimit_ArrivesWhole(string path, int bytes)
    {
        await using var service = await Upstream.StartAsync("service");
        await using var gateway = new RunningGateway(RunningGateway.At("stream", service.Address), RunningGateway.At("identity", service.Address));

        using var answer = await PostAsync(gateway, path, bytes, declared: true);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        service.Last.BodyBytes.ShouldBe(bytes);
    }

    [Fact]
    public async Task ALongOfferInTheQuery_ReachesTheMediaServer()
    {
        await using var media = await Upstream.StartAsync("media");
        await using var gateway = new RunningGateway(("LiveKit:Url", media.Address.ToString()));
        var target = $"/rtc/v1?join_request={new string('A', 100_000)}";

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, target);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        media.Last.Target.ShouldBe(target);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningGateway gateway, string path, int bytes, bool declared)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.TransferEncodingChunked = !declared;
        request.Headers.ExpectContinue = declared;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
