using System.Net;
using System.Text.Json.Nodes;

namespace Streaming.IdentityService.Tests;

public sealed class AccountTests(IdentityServer identity)
{
    [Fact]
    public async Task APerson_SeesTheirOwnEmail_AndOthersDoNot()
    {
        var name = Person.NewName();
        var signedIn = await identity.RegisterAsync(name);

        var own = await (await identity.Client.SendAsync(HttpMethod.Get, "/api/auth/user", token: signedIn.Text("accessToken"))).ShouldBeAsync(HttpStatusCode.OK);
        own.Text("email").ShouldBe($"{name}@example.org");
        ((bool)own["onboarded"]!).ShouldBeFalse();

        foreach (var address in new[] { own.Text("id"), own.Text("id").ToUpperInvariant(), name, name.ToUpperInvariant() })
        {
            var seen = await (await identity.Client.SendAsync(HttpMethod.Get, $"/api/users/{address}")).ShouldBeAsync(HttpStatusCode.OK);
            seen.Select(member => member.Key).ShouldBe(["id", "username", "displayName", "avatarUrl", "bio", "roles"], ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData("nobody_has_this_name")]
    [InlineData("0193e0b0-0000-7000-8000-000000000000")]
    [InlineData("%00")]
    [InlineData("ümlaut")]
    [InlineData("a%0Ab")]
    [InlineData("xx")]
    public async Task GetUser_WhenThereIsNobody_Answers404(string idOrName)
    {
        using var answer = await identity.Client.SendAsync(HttpMethod.Get, $"/api/users/{idOrName}");

        answer.StatusCode.ShouldBe(idOrName == "%00" ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound, "Kestrel itself refuses a NUL");
    }

    [Fact]
    public async Task ChangeProfile_ChangesWhatIsGiven_AndKeepsTheRest()
    {
        var token = (await identity.RegisterAsync()).Text("accessToken");

        var changed = await PutAsync(token, new { displayName = "  New name 🎥 ", bio = "Line one\nline two" });
        changed.Text("displayName").ShouldBe("New name 🎥");
        changed.Text("bio").ShouldBe("Line one\nline two");
        var kept = await PutAsync(token, new { displayName = "Other" });
        kept.Text("bio").ShouldBe("Line one\nline two");
        var removed = await PutAsync(token, new { bio = "" });
        removed["bio"].ShouldBeNull();
        removed.Text("displayName").ShouldBe("Other");
    }

    [Theory]
    [InlineData("displayName", 51)]
    [InlineData("displayName", 0)]
    [InlineData("bio", 501)]
    public async Task ChangeProfile_WhenTooLongOrEmpty_AnswersValidationFailed(string field, int length)
    {
        var token = (await identity.RegisterAsync()).Text("accessToken");

        using var answer = await identity.Client.SendAsync(HttpMethod.Put, "/api/auth/profile", new JsonObject { [field] = new string('x', length) }, token);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Theory]
    [InlineData("GET", "/api/auth/user")]
    [InlineData("PUT", "/api/auth/profile")]
    [InlineData("POST", "/api/auth/onboard")]
    public async Task OnesOwnAccount_NeedsASignIn(string method, string path)
    {
        using var answer = await identity.Client.SendAsync(new HttpMethod(method), path, method == "GET" ? null : new { displayName = "X" });
        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");

        using var forged = await identity.Client.SendAsync(new HttpMethod(method), path, method == "GET" ? null : new { displayName = "X" }, Streaming.Testing.TestTokens.ForUser(Guid.CreateVersion7()));
        await forged.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Onboard_LetsTheUsernameBeChosenOnce()
    {
        var token = (await identity.RegisterAsync()).Text("accessToken");
        var (chosen, later) = (Person.NewName(), Person.NewName());

        using var first = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/onboard", new { username = chosen, bio = "Hi" }, token);
        var account = await first.ShouldBeAsync(HttpStatusCode.OK);
        account.Text("username").ShouldBe(chosen);
        ((bool)account["onboarded"]!).ShouldBeTrue();

        using var again = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/onboard", new { username = later }, token);
        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "conflict");
        using var same = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/onboard", new { username = chosen, displayName = "Still me" }, token);
        (await same.ShouldBeAsync(HttpStatusCode.OK)).Text("displayName").ShouldBe("Still me");
    }

    [Fact]
    public async Task Onboard_WhenTheNameIsSomebodyElses_Conflicts()
    {
        var taken = Person.NewName();
        await identity.RegisterAsync(taken);
        var token = (await identity.RegisterAsync()).Text("accessToken");

        using var answer = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/onboard", new { username = taken }, token);

        (await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "conflict")).Text("field").ShouldBe("username");
    }

    private async Task<JsonObject> PutAsync(string token, object change) =>
        await (await identity.Client.SendAsync(HttpMethod.Put, "/api/auth/profile", change, token)).ShouldBeAsync(HttpStatusCode.OK);
}
