using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;

namespace Streaming.Gateway.Tests;

public sealed class SignInTests(House house)
{
    private static readonly (string, string) Cookie = ("X-Session", "cookie");
    private static readonly (string, string) Csrf = ("X-CSRF", "1");

    [Fact]
    public async Task ABrowser_RegistersAndStaysSignedIn_WithoutScriptsSeeingAToken()
    {
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity));

        using var registered = await RegisterAsync(gateway);
        var answer = await registered.ShouldBeAsync(HttpStatusCode.Created);
        answer["accessToken"].ShouldBeNull();
        answer["refreshToken"].ShouldBeNull();
        var setCookie = registered.Headers.GetValues("Set-Cookie").Single();
        setCookie.ShouldContain("httponly", Case.Insensitive);
        setCookie.ShouldContain("samesite=lax", Case.Insensitive);

        using var user = await gateway.Client.SendAsync(HttpMethod.Get, "/api/auth/user", headers: CookieOf(registered));
        (await user.ShouldBeAsync(HttpStatusCode.OK)).Text("id").ShouldBe(((JsonObject)answer["user"]!).Text("id"));
    }

    [Fact]
    public async Task Logout_EndsTheCookiesSessionAtOnce()
    {
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity));
        using var registered = await RegisterAsync(gateway);
        var cookie = CookieOf(registered);
        (await gateway.Client.SendAsync(HttpMethod.Get, "/api/auth/user", headers: cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var logout = await gateway.Client.SendAsync(HttpMethod.Post, "/api/auth/logout", headers: [cookie, Csrf]);

        logout.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        logout.Headers.GetValues("Set-Cookie").ShouldContain(c => c.StartsWith("session=;"));
        using var after = await gateway.Client.SendAsync(HttpMethod.Get, "/api/auth/user", headers: cookie);
        await after.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task AChangeByCookie_NeedsTheCsrfHeader_AndOurOwnOrigin()
    {
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity));
        using var registered = await RegisterAsync(gateway);
        var cookie = CookieOf(registered);
        var own = ("Origin", $"http://{gateway.Address.Authority}");
        var foreign = ("Origin", "https://evil.example");

        async Task<HttpResponseMessage> ChangeAsync(params (string, string)[] headers) =>
            await gateway.Client.SendAsync(HttpMethod.Put, "/api/auth/profile", new { displayName = "Changed" }, headers: [cookie, .. headers]);

        await (await ChangeAsync()).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await ChangeAsync(own)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await ChangeAsync(Csrf, foreign)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await ChangeAsync(Csrf, ("Origin", "null"))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await ChangeAsync(("X-CSRF", "0"), own)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await ChangeAsync(Csrf)).ShouldBeAsync(HttpStatusCode.OK);
        await (await ChangeAsync(Csrf, own)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ABearerToken_NeedsNoCsrfHeader_AndWinsOverCookies()
    {
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity));
        using var registered = await RegisterAsync(gateway);
        var cookiesUser = (JsonObject)(await registered.ShouldBeAsync(HttpStatusCode.Created))["user"]!;
        using var other = await RegisterAsync(gateway, keepInCookie: false);
        var answer = await other.ShouldBeAsync(HttpStatusCode.Created);

        using var changed = await gateway.Client.SendAsync(
            HttpMethod.Put, "/api/auth/profile", new { displayName = "By token" }, answer.Text("accessToken"), CookieOf(registered));

        var user = await changed.ShouldBeAsync(HttpStatusCode.OK);
        user.Text("id").ShouldBe(((JsonObject)answer["user"]!).Text("id"));
        user.Text("id").ShouldNotBe(cookiesUser.Text("id"));
    }

    [Fact]
    public async Task AChangedProfile_IsInTheVeryNextRequestsToken()
    {
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity), RunningGateway.At("stream", stream.Address));
        using var registered = await RegisterAsync(gateway);
        var cookie = CookieOf(registered);
        (await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: cookie)).Dispose();
        NameIn(stream.Last).ShouldBe("Ada");

        using var changed = await gateway.Client.SendAsync(HttpMethod.Put, "/api/auth/profile", new { displayName = "Countess" }, headers: [cookie, Csrf]);
        await changed.ShouldBeAsync(HttpStatusCode.OK);
        (await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: cookie)).Dispose();

        NameIn(stream.Last).ShouldBe("Countess");
        stream.Last.Header("Cookie").ShouldBeNull("a service has no use for the secret");
    }

    [Fact]
    public async Task TheSession_WinsOverTheGuest_WhoseCookieServesAgainAfterSignOut()
    {
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity), RunningGateway.At("stream", stream.Address));
        using var guest = await gateway.Client.SendAsync(HttpMethod.Post, "/api/auth/guest", headers: Cookie);
        var guestId = ((JsonObject)(await guest.ShouldBeAsync(HttpStatusCode.OK))["guest"]!).Text("id");
        using var registered = await RegisterAsync(gateway);
        var both = ("Cookie", $"{CookieOf(registered).Item2}; {CookieOf(guest).Item2}");

        (await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: both)).Dispose();
        ClaimsIn(stream.Last).Text("preferred_username").ShouldStartWith("u");
        (await gateway.Client.SendAsync(HttpMethod.Post, "/api/auth/logout", headers: [both, Csrf])).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var after = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: both);

        ClaimsIn(stream.Last).Text("sub").ShouldBe(guestId);
        after.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldStartWith("session=;");
    }

    [Theory]
    [InlineData("session=forged")]
    [InlineData("session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task ACookieThatIsWorthNothing_IsRemoved_AndTheRequestGoesOnUnsigned(string cookie)
    {
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity), RunningGateway.At("stream", stream.Address));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: ("Cookie", cookie));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        stream.Last.Header("Authorization").ShouldBeNull();
        answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldStartWith("session=;");
    }

    [Fact]
    public async Task SigningIn_OverADeadCookie_LeavesTheNewOne()
    {
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity));

        using var registered = await RegisterAsync(gateway, keepInCookie: true, ("Cookie", $"session={new string('B', 43)}"));

        await registered.ShouldBeAsync(HttpStatusCode.Created);
        var last = registered.Headers.GetValues("Set-Cookie").Last().Split(';')[0];
        using var user = await gateway.Client.SendAsync(HttpMethod.Get, "/api/auth/user", headers: ("Cookie", last));
        await user.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task AnAccessToken_IsVerified_WhileAReplicaOfIdentityServiceIsDown()
    {
        await using var front = new RunningGateway(RunningGateway.At("identity", house.Identity));
        using var registered = await RegisterAsync(front, keepInCookie: false);
        var token = (await registered.ShouldBeAsync(HttpStatusCode.Created)).Text("accessToken");
        await using var stream = await Upstream.StartAsync("stream");
        var dead = await Upstream.StartAsync("identity");
        await using var gateway = new RunningGateway(
            RunningGateway.At("identity", dead.Address), RunningGateway.At("identity", house.Identity, replica: 1), RunningGateway.At("stream", stream.Address));
        await dead.StopAsync();
        await dead.DisposeAsync();

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", token: token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ARefreshToken_ThatIsReplayed_EndsTheSessionThroughTheGatewayToo()
    {
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity));
        using var registered = await RegisterAsync(gateway, keepInCookie: false);
        var first = (await registered.ShouldBeAsync(HttpStatusCode.Created)).Text("refreshToken");
        using var refreshed = await gateway.Client.SendAsync(HttpMethod.Post, "/api/auth/refresh", new { refreshToken = first });
        var second = (await refreshed.ShouldBeAsync(HttpStatusCode.OK)).Text("refreshToken");

        foreach (var token in new[] { first, second })
        {
            using var answer = await gateway.Client.SendAsync(HttpMethod.Post, "/api/auth/refresh", new { refreshToken = token });
            await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    internal static (string, string) CookieOf(HttpResponseMessage answer) =>
        ("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);

    private static string NameIn(Seen request) => ClaimsIn(request).Text("name");

    private static JsonObject ClaimsIn(Seen request) =>
        (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(request.Header("Authorization").ShouldNotBeNull().Split('.')[1]))!;

    private static Task<HttpResponseMessage> RegisterAsync(RunningGateway gateway, bool keepInCookie = true, params (string, string)[] extra)
    {
        var name = $"u{Guid.NewGuid():N}"[..20];
        return gateway.Client.SendAsync(
            HttpMethod.Post,
            "/api/auth/register",
            new { email = $"{name}@example.org", username = name, displayName = "Ada", password = "correct horse battery" },
            headers: keepInCookie ? [Cookie, .. extra] : extra);
    }
}
