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

    internal static (string, string) CookieOf(HttpResponseMessage answer) =>
        ("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);

    private static Task<HttpResponseMessage> RegisterAsync(RunningGateway gateway)
    {
        var name = $"u{Guid.NewGuid():N}"[..20];
        return gateway.Client.SendAsync(
            HttpMethod.Post,
            "/api/auth/register",
            new { email = $"{name}@example.org", username = name, displayName = "Ada", password = "correct horse battery" },
            headers: Cookie);
    }
}
