using System.Net;

namespace Streaming.Gateway.Tests;

public sealed class UpstreamFailureTests
{
    [Fact]
    public async Task AServiceThatIsDown_Answers503WithRetryAfter_UntilItIsBack()
    {
        var stream = await Upstream.StartAsync("stream");
        var port = stream.Address.Port;
        await using var gateway = new RunningGateway(RunningGateway.At("stream", stream.Address));
        await stream.StopAsync();
        await stream.DisposeAsync();

        using var down = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live");
        await down.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        down.Headers.RetryAfter?.Delta.ShouldNotBeNull();

        await using var again = await Upstream.StartAsync("stream", port: port);
        (await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live")).StatusCode.ShouldBe(HttpStatusCode.OK, "a sole replica is tried even after failures");
    }

    [Fact]
    public async Task AServiceWithoutAnAddress_Answers503()
    {
        await using var gateway = new RunningGateway();

        using var answer = await gateway.Client.SendAsync(HttpMethod.Post, "/api/gifts", new { });

        await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
    }

    [Fact]
    public async Task AServiceThatBreaksOff_Answers503()
    {
        await using var stream = await Upstream.StartAsync("stream", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var gateway = new RunningGateway(RunningGateway.At("stream", stream.Address));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Post, "/api/streams", new { });

        await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
    }

    [Fact]
    public async Task AReadOfADeadReplica_IsAnsweredByAnother()
    {
        var dead = await Upstream.StartAsync("dead");
        await using var alive = await Upstream.StartAsync("alive");
        await using var gateway = new RunningGateway(RunningGateway.At("stream", dead.Address), RunningGateway.At("stream", alive.Address, replica: 1));
        await dead.StopAsync();
        await dead.DisposeAsync();

        for (var i = 0; i < 20; i++)
        {
            using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Requests_AreSpreadOverAllReplicas()
    {
        await using var one = await Upstream.StartAsync("one");
        await using var two = await Upstream.StartAsync("two");
        await using var gateway = new RunningGateway(RunningGateway.At("stream", one.Address), RunningGateway.At("stream", two.Address, replica: 1));

        for (var i = 0; i < 60; i++)
        {
            (await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live")).Dispose();
        }

        one.Requests.Count(r => r.Target == "/api/streams/live").ShouldBeGreaterThan(5);
        two.Requests.Count(r => r.Target == "/api/streams/live").ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task AProblemOfAService_PassesUnchanged()
    {
        await using var gift = await Upstream.StartAsync("gift", async context =>
        {
            context.Response.StatusCode = 409;
            context.Response.ContentType = "application/problem+json";
            await context.Response.Body.WriteAsync("""{"status":409,"code":"insufficient_tokens","traceId":"1","balance":3}"""u8.ToArray());
        });
        await using var gateway = new RunningGateway(RunningGateway.At("gift", gift.Address));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Post, "/api/streams/1/gifts", new { });

        ((int)(await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient_tokens"))["balance"]!).ShouldBe(3);
    }

    [Fact]
    public async Task ATrace_GoesOnInTheService()
    {
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(RunningGateway.At("stream", stream.Address));
        const string Trace = "0af7651916cd43dd8448eb211c80319c";

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"));

        stream.Last.Header("traceparent").ShouldNotBeNull().Split('-')[1].ShouldBe(Trace);
    }

    [Fact]
    public async Task WhatAClientClaimsOfItsAddress_IsReplacedByWhatTheGatewaySees()
    {
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(RunningGateway.At("stream", stream.Address));

        using var answer = await gateway.Client.SendAsync(
            HttpMethod.Get,
            "/api/streams/live",
            headers:
            [
                ("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Prefix", "/x"),
                ("Forwarded", "for=6.6.6.6"), ("X-Real-IP", "6.6.6.6"),
            ]);

        stream.Last.Header("X-Forwarded-For").ShouldBe("127.0.0.1");
        stream.Last.Header("X-Forwarded-Proto").ShouldBe("http");
        stream.Last.Header("X-Forwarded-Host").ShouldBe(gateway.Address.Authority);
        stream.Last.Header("X-Forwarded-Prefix").ShouldBeNullOrEmpty();
        stream.Last.Header("Forwarded").ShouldBeNull();
        stream.Last.Header("X-Real-IP").ShouldBeNull();
    }

    [Fact]
    public async Task TheAddressThatATrustedProxySaw_IsBelieved()
    {
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(("Gateway:TrustedProxies", "127.0.0.0/8"), RunningGateway.At("stream", stream.Address));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: [("X-Forwarded-For", "9.9.9.9"), ("X-Forwarded-Proto", "https")]);

        stream.Last.Header("X-Forwarded-For").ShouldBe("9.9.9.9");
        stream.Last.Header("X-Forwarded-Proto").ShouldBe("https");
    }
}
