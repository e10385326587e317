using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Streaming.ServiceDefaults.Tests.Support;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Auth;

public sealed class BearerTests : IAsyncLifetime
{
    private static readonly Guid Ada = Guid.CreateVersion7();
    private TestService _service = null!;

    public static TheoryData<string> Forgeries => new(ForgedTokens.All.Keys);

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(map: app =>
    {
        app.MapGet("/open", (Caller? caller) => TypedResults.Ok(caller?.Id ?? "nobody"));
        app.MapGet("/known", (Caller caller) => TypedResults.Ok(caller.Id));
        app.MapGet("/people", (Caller caller) => TypedResults.Ok(caller.Profile.Username)).ForPeople();
        app.MapGet("/admins", () => TypedResults.Ok()).ForAdmins();
        app.MapGet("/foreign", (Caller? caller) => TypedResults.Ok(caller?.Id ?? "nobody")).WithForeignBearer();
    });

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task ForgedOrStaleToken_Is401Everywhere(string name)
    {
        using var client = _service.As(ForgedTokens.All[name]());
        foreach (var path in (string[])["/open", "/known", "/people", "/admins"])
        {
            var response = await client.GetAsync(path);
            await response.ShouldBeProblemAsync(401, "unauthenticated");
            response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
        }
    }

    [Fact]
    public async Task NoToken_Is401WhereACallerIsNeeded_AndNobodyWhereNot()
    {
        (await _service.Http.GetStringAsync("/open")).ShouldBe("\"nobody\"");
        foreach (var path in (string[])["/known", "/people", "/admins"])
        {
            await (await _service.Http.GetAsync(path)).ShouldBeProblemAsync(401, "unauthenticated");
        }
    }

    [Fact]
    public async Task Person_IsBoundWithTheirProfile()
    {
        using var client = _service.As(TestTokens.ForUser(Ada, "ada"));

        (await client.GetStringAsync("/open")).ShouldBe($"\"{Ada}\"");
        (await client.GetStringAsync("/people")).ShouldBe("\"ada\"");
        await (await client.GetAsync("/admins")).ShouldBeProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task Guest_MayLookAndIsRefusedWherePeopleAreNeeded()
    {
        using var client = _service.As(TestTokens.ForGuest());

        (await client.GetStringAsync("/known")).ShouldStartWith("\"guest_");
        await (await client.GetAsync("/people")).ShouldBeProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task Admin_IsLetIn()
    {
        using var client = _service.As(TestTokens.ForUser(Ada, "root", "admin"));
        (await client.GetAsync("/admins")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task TokenInTheQuery_CountsOnHubsOnly() =>
        (await _service.Http.GetStringAsync($"/open?access_token={TestTokens.ForUser(Ada)}")).ShouldBe("\"nobody\"");

    [Fact]
    public async Task RouteWithABearerOfItsOwn_IsLeftAlone()
    {
        using var client = _service.As("a-stream-key");
        (await client.GetStringAsync("/foreign")).ShouldBe("\"nobody\"");
    }

    private static class ForgedTokens
    {
        private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

        public static readonly IReadOnlyDictionary<string, Func<string>> All = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
        {
            ["expired"] = () => TestTokens.Create(Ada.ToString(), "ada", [], Now.AddHours(-1), TimeSpan.FromMinutes(10)),
            ["other issuer"] = () => TestTokens.Create(Ada.ToString(), "ada", [], Now, TimeSpan.FromMinutes(10), issuer: "evil"),
            ["other audience"] = () => TestTokens.Create(Ada.ToString(), "ada", [], Now, TimeSpan.FromMinutes(10), audience: "evil"),
            ["alg none"] = () => $"{Encode("""{"alg":"none","kid":"test"}""")}.{Payload()}.",
            ["alg HS256 with the public key as secret"] = HmacWithPublicKey,
            ["other key of the same id"] = () => OtherKey("test"),
            ["unknown key id"] = () => OtherKey("nobody"),
            ["no key id"] = () => $"{Encode("""{"alg":"ES256"}""")}.{Payload()}.{Encode("x")}",
            ["member twice"] = () => $"{Encode("""{"alg":"ES256","alg":"none","kid":"test"}""")}.{Payload()}.{Encode("x")}",
            ["key id that is a number"] = () => $"{Encode("""{"alg":"ES256","kid":5}""")}.{Payload()}.{Encode("x")}",
            ["header that is a list"] = () => $"{Encode("[]")}.{Payload()}.{Encode("x")}",
            ["oversized"] = () => $"{Encode("""{"alg":"ES256","kid":"test"}""")}.{new string('A', JsonWebToken.MaxLength)}.{Encode("x")}",
            ["garbage"] = () => "garbage",
            ["dots"] = () => "..",
        };

        private static string Payload() => TestTokens.ForUser(Ada, "ada").Split('.')[1];

        private static string OtherKey(string keyId)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return JsonWebToken.Sign((JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(Payload()))!, key, keyId);
        }

        private static string HmacWithPublicKey()
        {
            var content = $"{Encode("""{"alg":"HS256","kid":"test"}""")}.{Payload()}";
            return $"{content}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestTokens.Jwks), Encoding.UTF8.GetBytes(content)))}";
        }

        private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }
}
