using System.Buffers.Text;
using System.Net;
using System.Text;
using Streaming.Testing;

namespace Streaming.Gateway.Tests;

public sealed class AccessTokenTests(Front front) : IClassFixture<Front>
{
    private static readonly Guid Ada = Guid.CreateVersion7();

    public static TheoryData<string, string> BadTokens => new()
    {
        { "expired", TestTokens.Create(Ada.ToString(), "ada", [], DateTimeOffset.UtcNow.AddHours(-1), TimeSpan.FromMinutes(10)) },
        { "wrong issuer", TestTokens.Create(Ada.ToString(), "ada", [], DateTimeOffset.UtcNow, TimeSpan.FromMinutes(10), issuer: "elsewhere") },
        { "wrong audience", TestTokens.Create(Ada.ToString(), "ada", [], DateTimeOffset.UtcNow, TimeSpan.FromMinutes(10), audience: "elsewhere") },
        { "changed claims", Tamper(TestTokens.ForUser(Ada)) },
        { "no signature", TestTokens.ForUser(Ada)[..(TestTokens.ForUser(Ada).LastIndexOf('.') + 1)] },
        { "algorithm none", Unsigned("none") },
        { "algorithm HS256", Unsigned("HS256") },
        { "not a token", "abc" },
        { "huge", new string('a', 10_000) },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task ABadAccessToken_Answers401_AndReachesNoService(string what, string token)
    {
        using var answer = await front.Gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/bad", headers: ("Authorization", $"Bearer {token}"));

        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        front.Services["stream"].Requests.ShouldNotContain(r => r.Target == "/api/streams/bad", what);
    }

    [Fact]
    public async Task AGoodAccessToken_IsForwarded()
    {
        var token = TestTokens.ForUser(Ada);

        using var answer = await front.Gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", token: token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        front.Services["stream"].Last.Header("Authorization").ShouldBe($"Bearer {token}");
    }

    [Theory]
    [InlineData("/api/whip")]
    [InlineData("/livekit/webhook")]
    [InlineData("/rtc/v1")]
    public async Task ACredentialOfAnotherKind_IsForwardedUnread(string path)
    {
        using var answer = await front.Gateway.Client.SendAsync(HttpMethod.Post, path, new { }, token: "sk_a_stream_key");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        front.Services.All.SelectMany(s => s.Requests).Last(r => r.Target == path).Header("Authorization").ShouldBe("Bearer sk_a_stream_key");
    }

    private static string Tamper(string token)
    {
        var parts = token.Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("\"roles\":[]", "\"roles\":[\"admin\"]");
        return $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}";
    }

    private static string Unsigned(string algorithm)
    {
        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"test"}"""));
        return $"{header}.{TestTokens.ForUser(Ada, "ada", "admin").Split('.')[1]}.";
    }
}
