using System.Net;
using System.Text.Json.Nodes;

namespace Streaming.IdentityService.Tests;

public sealed class SignInTests(IdentityServer identity)
{
    [Fact]
    public async Task Login_WithUsernameOrEmailInAnyCase_SignsIn()
    {
        var name = Person.NewName();
        await identity.RegisterAsync(name);

        foreach (var login in new[] { name, name.ToUpperInvariant(), $"{name}@example.org", $"{name}@EXAMPLE.ORG", $" {name} " })
        {
            using var answer = await LoginAsync(identity.Client, login);
            ((JsonObject)(await answer.ShouldBeAsync(HttpStatusCode.OK))["user"]!).Text("username").ShouldBe(name);
        }
    }

    [Fact]
    public async Task Login_WhenThePasswordIsWrongOrNobodyHasTheLogin_AnswersTheSame()
    {
        var name = Person.NewName();
        await identity.RegisterAsync(name);

        using var wrong = await LoginAsync(identity.Client, name, "not the password");
        using var nobody = await LoginAsync(identity.Client, Person.NewName(), "not the password");

        var one = await wrong.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        var other = await nobody.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        one.Text("detail").ShouldBe(other.Text("detail"));
    }

    [Theory]
    [InlineData("nul\u0000byte", Person.Password)]
    [InlineData("nul\u0000byte@example.org", Person.Password)]
    [InlineData("", Person.Password)]
    [InlineData("somebody", "")]
    public async Task Login_WhenTheRequestIsWrong_AnswersValidationFailed(string login, string password)
    {
        using var answer = await LoginAsync(identity.Client, login, password);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Login_AfterFiveFailures_IsLockedForAMinute(bool known)
    {
        var clock = new ShiftedClock();
        await using var replica = await identity.StartReplicaAsync(clock);
        using var client = IdentityServer.NewClient(replica);
        var name = Person.NewName();
        if (known)
        {
            await identity.RegisterAsync(name);
        }

        for (var i = 0; i < 5; i++)
        {
            (await LoginAsync(client, name, "wrong password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var locked = await LoginAsync(client, name);
        await locked.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        locked.Headers.RetryAfter?.Delta.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        clock.Shift += TimeSpan.FromSeconds(61);
        (await LoginAsync(client, name)).StatusCode.ShouldBe(known ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Login_WhenAFurtherTryFailsAfterTheLock_IsLockedForTwiceAsLong()
    {
        var clock = new ShiftedClock();
        await using var replica = await identity.StartReplicaAsync(clock);
        using var client = IdentityServer.NewClient(replica);
        var name = Person.NewName();
        for (var i = 0; i < 5; i++)
        {
            (await LoginAsync(client, name)).Dispose();
        }

        clock.Shift += TimeSpan.FromSeconds(61);
        (await LoginAsync(client, name)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        clock.Shift += TimeSpan.FromSeconds(61);
        using var stillLocked = await LoginAsync(client, name);
        stillLocked.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        clock.Shift += TimeSpan.FromSeconds(61);
        (await LoginAsync(client, name)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Login_WhenGuessesArriveAtOnce_TriesNoMoreThanFive()
    {
        var name = Person.NewName();
        await identity.RegisterAsync(name);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => LoginAsync(identity.Client, name, "wrong password")));

        answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(5);
        answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(25);
    }

    [Fact]
    public async Task Login_WhenItSucceeds_ForgetsEarlierFailures()
    {
        var name = Person.NewName();
        await identity.RegisterAsync(name);

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                (await LoginAsync(identity.Client, name, "wrong password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            }

            (await LoginAsync(identity.Client, name)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task TheOperator_SignsInWithTheConfiguredPassword_AndThereIsOnlyOne()
    {
        await using var replica = await identity.StartReplicaAsync();

        using var answer = await LoginAsync(identity.Client, "admin", IdentityServer.AdminPassword);

        var user = (JsonObject)(await answer.ShouldBeAsync(HttpStatusCode.OK))["user"]!;
        user["roles"]!.AsArray().Select(r => (string?)r).ShouldContain("admin");
    }

    [Fact]
    public async Task ACookieSession_HandsNoTokenOut_AndCanBeTradedUntilSignOut()
    {
        var name = Person.NewName();
        await identity.RegisterAsync(name);

        using var login = await LoginAsync(identity.Client, name, headers: ("X-Session", "cookie"));

        var answer = await login.ShouldBeAsync(HttpStatusCode.OK);
        answer.ContainsKey("accessToken").ShouldBeTrue();
        answer["accessToken"].ShouldBeNull();
        answer["refreshToken"].ShouldBeNull();
        var cookie = login.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("max-age=2592000");
        cookie.ShouldNotContain("secure", Case.Insensitive);
        var secret = cookie.Split('=', ';')[1];
        var token = (await (await TradeAsync("session", secret)).ShouldBeAsync(HttpStatusCode.OK)).Text("accessToken");
        (await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/logout", token: token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await TradeAsync("session", secret)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task TheCookie_IsSecure_WhenTheClientCameByHttps()
    {
        var name = Person.NewName();
        await identity.RegisterAsync(name);

        using var login = await LoginAsync(identity.Client, name, headers: [("X-Session", "cookie"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "1.2.3.4")]);

        login.Headers.GetValues("Set-Cookie").Single().ShouldContain("secure", Case.Insensitive);
    }

    [Fact]
    public async Task AGuestsCookie_StaysTheSameGuest_AndAForgedOneBecomesANewGuest()
    {
        using var first = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/guest", headers: ("X-Session", "cookie"));
        var cookie = first.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var id = GuestOf(await first.ShouldBeAsync(HttpStatusCode.OK));
        id.ShouldStartWith("guest_");

        using var again = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/guest", headers: [("X-Session", "cookie"), ("Cookie", cookie)]);
        GuestOf(await again.ShouldBeAsync(HttpStatusCode.OK)).ShouldBe(id);
        var token = (await (await TradeAsync("guest", cookie.Split('=')[1])).ShouldBeAsync(HttpStatusCode.OK)).Text("accessToken");
        Token.ClaimsOf(token).Text("sub").ShouldBe(id);

        using var forged = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/guest", headers: [("X-Session", "cookie"), ("Cookie", $"guest={id}")]);
        GuestOf(await forged.ShouldBeAsync(HttpStatusCode.OK)).ShouldNotBe(id);
    }

    [Fact]
    public async Task AGuest_HasATokenButNoAccount()
    {
        using var answer = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/guest");
        var guest = await answer.ShouldBeAsync(HttpStatusCode.OK);

        var claims = Token.ClaimsOf(guest.Text("accessToken"));
        claims.Text("sub").ShouldBe(GuestOf(guest));
        claims["roles"]!.AsArray().ShouldBeEmpty();
        using var account = await identity.Client.SendAsync(HttpMethod.Get, "/api/auth/user", token: guest.Text("accessToken"));
        await account.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    private static string GuestOf(JsonObject answer) => ((JsonObject)answer["guest"]!).Text("id");

    private Task<HttpResponseMessage> TradeAsync(string cookie, string secret) =>
        identity.Client.SendAsync(HttpMethod.Post, "/internal/token-exchange", new { cookie, secret });

    private static Task<HttpResponseMessage> LoginAsync(
        HttpClient client, string login, string password = Person.Password, params (string Name, string Value)[] headers) =>
        client.SendAsync(HttpMethod.Post, "/api/auth/login", new { login, password }, headers: headers);
}
