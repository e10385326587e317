using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Streaming.IdentityService.Tests;

public sealed class RegistrationTests(IdentityServer identity)
{
    [Fact]
    public async Task Register_WhenValid_SignsInWithTheContractsShape()
    {
        var name = Person.NewName();

        var signedIn = await identity.RegisterAsync(name);

        signedIn.Text("accessToken").Split('.').Length.ShouldBe(3);
        ((int)signedIn["expiresIn"]!).ShouldBe(600);
        signedIn.Text("refreshToken").Length.ShouldBe(43);
        var user = (JsonObject)signedIn["user"]!;
        user.Text("username").ShouldBe(name);
        user.Text("displayName").ShouldBe($"The {name}");
        Guid.Parse(user.Text("id")).Version.ShouldBe(7);
        user["roles"]!.AsArray().Select(r => (string?)r).ShouldBe(["viewer"]);
        user.ContainsKey("avatarUrl").ShouldBeTrue();
        user.ContainsKey("bio").ShouldBeTrue();
    }

    [Fact]
    public async Task Register_WhenUsernameDiffersOnlyInCase_Conflicts()
    {
        var name = Person.NewName();
        await identity.RegisterAsync(name);

        using var answer = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/register", Person.Named(name.ToUpperInvariant()));

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "conflict");
        problem.Text("field").ShouldBeOneOf("username", "email");
    }

    [Fact]
    public async Task Register_WhenEmailDiffersOnlyInCase_Conflicts()
    {
        var name = Person.NewName();
        await identity.RegisterAsync(name);

        using var answer = await identity.Client.SendAsync(
            HttpMethod.Post,
            "/api/auth/register",
            new { email = $"{name}@EXAMPLE.org", username = Person.NewName(), displayName = "Other", password = Person.Password });

        (await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "conflict")).Text("field").ShouldBe("email");
    }

    [Fact]
    public async Task Register_WhenTheSameNameIsAskedForAtOnce_GivesItToOne()
    {
        var name = Person.NewName();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            identity.Client.PostAsJsonAsync("/api/auth/register", Person.Named(name), TestContext.Current.CancellationToken)));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Theory]
    [InlineData("email", "not an address")]
    [InlineData("email", "")]
    [InlineData("username", "ab")]
    [InlineData("username", "has space")]
    [InlineData("username", "ümlaut")]
    [InlineData("displayName", "   ")]
    [InlineData("displayName", "evil\u202Etxt")]
    [InlineData("displayName", "bell\u0007")]
    [InlineData("password", "seven77")]
    [InlineData("password", null)]
    public async Task Register_WhenAFieldIsWrong_AnswersValidationFailed(string field, string? value)
    {
        var name = Person.NewName();
        var body = new JsonObject
        {
            ["email"] = $"{name}@example.org", ["username"] = name, ["displayName"] = "Somebody", ["password"] = Person.Password, [field] = value,
        };

        using var answer = await identity.Client.SendAsync(HttpMethod.Post, "/api/auth/register", body);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"email\":1}")]
    public async Task Register_WhenTheBodyIsNoRegistration_AnswersValidationFailed(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await identity.Client.PostAsync(new Uri("/api/auth/register", UriKind.Relative), content, TestContext.Current.CancellationToken);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
    }

    [Theory]
    [InlineData("support")]
    [InlineData("guest_1")]
    [InlineData("System")]
    public async Task Register_WhenTheNameIsReserved_Conflicts(string username)
    {
        using var answer = await identity.Client.SendAsync(
            HttpMethod.Post, "/api/auth/register", new { email = $"{Person.NewName()}@example.org", username, displayName = "X", password = Person.Password });

        await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public async Task Register_WhenTheBodyExceedsAMegabyte_Answers413()
    {
        using var answer = await identity.Client.SendAsync(
            HttpMethod.Post, "/api/auth/register", new { email = new string('x', 1024 * 1024) });

        await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
    }
}
