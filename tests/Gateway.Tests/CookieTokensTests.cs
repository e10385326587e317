using System.Net;
using Microsoft.AspNetCore.Http;
using Streaming.Testing;

namespace Streaming.Gateway.Tests;

public sealed class CookieTokensTests
{
    private static readonly (string, string) Cookie = ("Cookie", $"session={new string('A', 43)}");

    [Fact]
    public async Task ManyRequestsOfOneCookieAtOnce_AskIdentityServiceOnce()
    {
        await using var identity = await Upstream.StartAsync("identity", AnswerAsync);
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = Gateway(identity, stream);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: Cookie)));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        identity.Requests.Count(r => r.Target == "/internal/token-exchange").ShouldBe(1);
    }

    [Fact]
    public async Task ATokenAboutToExpire_IsNotUsed()
    {
        await using var identity = await Upstream.StartAsync("identity", context => AnswerAsync(context, expiresIn: 60));
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = Gateway(identity, stream);

        for (var i = 0; i < 3; i++)
        {
            (await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: Cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        identity.Requests.Count(r => r.Target == "/internal/token-exchange").ShouldBeInRange(3, 6);
    }

    [Fact]
    public async Task WhileIdentityServiceIsDown_ACookieAnswers503_AndServesAgainAfterwards()
    {
        var identity = await Upstream.StartAsync("identity", AnswerAsync);
        var port = identity.Address.Port;
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = Gateway(identity, stream);
        await identity.StopAsync();
        await identity.DisposeAsync();

        using var down = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: Cookie);
        await down.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
        down.Headers.RetryAfter.ShouldNotBeNull();
        (await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live")).StatusCode.ShouldBe(HttpStatusCode.OK, "without a cookie nobody needs IdentityService");

        await using var back = await Upstream.StartAsync("identity", AnswerAsync, port);
        (await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: Cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ADeadReplicaOfIdentityService_IsPassedOver()
    {
        var dead = await Upstream.StartAsync("identity", AnswerAsync);
        await using var alive = await Upstream.StartAsync("identity", AnswerAsync);
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(
            ("Auth:Jwks", TestTokens.Jwks),
            RunningGateway.At("identity", dead.Address),
            RunningGateway.At("identity", alive.Address, replica: 1),
            RunningGateway.At("stream", stream.Address));
        await dead.StopAsync();
        await dead.DisposeAsync();

        foreach (var letter in "ABCD")
        {
            using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: ("Cookie", $"session={new string(letter, 43)}"));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private static RunningGateway Gateway(Upstream identity, Upstream stream) => new(
        ("Auth:Jwks", TestTokens.Jwks), RunningGateway.At("identity", identity.Address), RunningGateway.At("stream", stream.Address));

    private static Task AnswerAsync(HttpContext context) => AnswerAsync(context, expiresIn: 600);

    private static Task AnswerAsync(HttpContext context, int expiresIn) =>
        context.Response.WriteAsJsonAsync(new { accessToken = TestTokens.ForUser(Guid.CreateVersion7()), expiresIn });
}
