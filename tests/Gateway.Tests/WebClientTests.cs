using System.Net;
using Microsoft.AspNetCore.Hosting;
using Streaming.Testing;

namespace Streaming.Gateway.Tests;

public sealed class WebClientTests : IDisposable
{
    private readonly TestFolder _built = new();

    public WebClientTests()
    {
        Directory.CreateDirectory(_built.Sub("assets"));
        File.WriteAllText(_built.Sub("index.html"), "<!doctype html><title>Streaming</title>");
        File.WriteAllText(_built.Sub("assets/app-1a2b3c4d.js"), new string(' ', 5000) + "console.log(1)");
        File.WriteAllText(_built.Sub("favicon.svg"), "<svg/>");
    }

    public void Dispose() => _built.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/live")]
    [InlineData("/streams/some-slug")]
    [InlineData("/creator/studio/0193")]
    public async Task APage_IsTheWebClient_NeverCachedWithoutAsking(string path)
    {
        await using var gateway = new RunningGateway((WebHostDefaults.WebRootKey, _built.Path));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
        answer.Headers.CacheControl?.NoCache.ShouldBeTrue();
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("<title>Streaming</title>");
    }

    [Fact]
    public async Task AHashedAsset_IsCachedForGood_AndCompressed()
    {
        await using var gateway = new RunningGateway((WebHostDefaults.WebRootKey, _built.Path));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/assets/app-1a2b3c4d.js", headers: ("Accept-Encoding", "br"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl?.ToString().ShouldContain("immutable");
        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        using var other = await gateway.Client.SendAsync(HttpMethod.Get, "/favicon.svg");
        other.Headers.CacheControl?.NoCache.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/assets/app-00000000.js")]
    [InlineData("/missing.png")]
    [InlineData("/hubs")]
    [InlineData("/internal/x")]
    [InlineData("/.well-known/security.txt")]
    public async Task WhatIsNoPage_AnswersAProblem(string path)
    {
        await using var gateway = new RunningGateway((WebHostDefaults.WebRootKey, _built.Path));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, path);

        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task WithoutABuiltWebClient_TheGatewayStarts_AndSaysSo()
    {
        await using var gateway = new RunningGateway((WebHostDefaults.WebRootKey, _built.Sub("nothing-here")));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/");

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("not been built");
        using var live = await gateway.Client.SendAsync(HttpMethod.Get, "/health/live");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var ready = await gateway.Client.SendAsync(HttpMethod.Get, "/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task EveryAnswer_CarriesSecurityHeaders()
    {
        await using var gateway = new RunningGateway((WebHostDefaults.WebRootKey, _built.Path), ("LiveKit:PublicUrl", "wss://media.example:7443"));

        foreach (var path in new[] { "/", "/assets/app-1a2b3c4d.js", "/api/streams/live", "/nothing.txt" })
        {
            using var answer = await gateway.Client.SendAsync(HttpMethod.Get, path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldContain($"connect-src 'self' ws://{gateway.Address.Authority} wss://{gateway.Address.Authority} wss://media.example:7443 https://media.example:7443");
            policy.ShouldContain("media-src 'self' blob:");
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            answer.Headers.GetValues("Permissions-Policy").Single().ShouldContain("camera=(self), microphone=(self)");
            answer.Headers.GetValues("Referrer-Policy").Single().ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://evil.example", false)]
    public async Task OtherSites_MayUseTheApi_OnlyWhenConfigured(string origin, bool allowed)
    {
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(("Cors:Origins", "https://app.example"), RunningGateway.At("stream", stream.Address));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: ("Origin", origin));

        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBe(allowed);
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        using var preflight = await gateway.Client.SendAsync(
            HttpMethod.Options, "/api/streams", headers: [("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization")]);
        preflight.Headers.Contains("Access-Control-Allow-Origin").ShouldBe(allowed);
    }
}
