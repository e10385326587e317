using System.Buffers.Text;
using System.Net;
using System.Text;
using Streaming.Testing;

namespace Streaming.Gateway.Tests;

public sealed class AccessTokenTests
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
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(("Auth:Jwks", TestTokens.Jwks), RunningGateway.At("stream", stream.Address));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", headers: ("Authorization", $"Bearer {token}"));

        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        stream.Requests.ShouldBeEmpty(what);
    }

    [Fact]
    public async Task AGoodAccessToken_IsForwarded()
    {
        await using var stream = await Upstream.StartAsync("stream");
        await using var gateway = new RunningGateway(("Auth:Jwks", TestTokens.Jwks), RunningGateway.At("stream", stream.Address));
        var token = TestTokens.ForUser(Ada);

        using var answer = await gateway.Client.SendAsync(HttpMethod.Get, "/api/streams/live", token: token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        stream.Last.Header("Authorization").ShouldBe($"Bearer {token}");
    }

    [Theory]
    [InlineData("/api/whip")]
    [InlineData("/livekit/webhook")]
    [InlineData("/rtc/v1")]
    public async Task ACredentialOfAnotherKind_IsForwardedUnread(string path)
    {
        await using var other = await Upstream.StartAsync("other");
        await using var gateway = new RunningGateway(
            ("Auth:Jwks", TestTokens.Jwks), ("LiveKit:Url", other.Address.ToString()), RunningGateway.At("stream", other.Address));

        using var answer = await gateway.Client.SendAsync(HttpMethod.Post, path, new { }, token: "sk_a_stream_key");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        other.Last.Header("Authorization").ShouldBe("Bearer sk_a_stream_key");
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
