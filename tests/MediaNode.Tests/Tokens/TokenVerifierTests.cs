using System.Text.Json.Nodes;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Tests.Support;
using Streaming.MediaNode.Tokens;

namespace Streaming.MediaNode.Tests.Tokens;

/// <summary>Tokens as LiveKit judges them; the wording is recorded.</summary>
public sealed class TokenVerifierTests
{
    private static readonly MediaSettings Settings = new() { ApiKey = ApiKey.Key, ApiSecret = ApiKey.Secret };
    private static readonly long Now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private readonly TokenVerifier _verifier = new(Settings, TimeProvider.System);

    [Fact]
    public void Verify_OfAServerSdksToken_GivesItsClaims()
    {
        var token = _verifier.Verify(ApiKey.ToWatch("room", "bob"));

        token.Identity.ShouldBe("bob");
        token.Name.ShouldBe("BOB");
        token.Video.Room.ShouldBe("room");
        token.Video.RoomJoin.ShouldBeTrue();
        token.Video.CanPublish.ShouldBe(false);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("bnVsbA.bnVsbA.")]
    public void Verify_OfNoToken_Refuses(string token) => Refusal(token).ShouldBe("invalid authorization token");

    [Fact]
    public void Verify_WhenSignedByAnother_Refuses()
    {
        var forged = ApiKey.Sign(Claims(), secret: "another secret");

        Refusal(forged).ShouldBe($"invalid token: {forged}, error: token signature is invalid: signature is invalid");
    }

    [Fact]
    public void Verify_WhenAClaimWasChanged_Refuses()
    {
        var parts = ApiKey.Sign(Claims()).Split('.');
        var other = ApiKey.Sign(new JsonObject { ["iss"] = ApiKey.Key, ["sub"] = "mallory", ["exp"] = Now + 600 }).Split('.');

        Refusal($"{parts[0]}.{other[1]}.{parts[2]}").ShouldEndWith("signature is invalid");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS384")]
    [InlineData("RS256")]
    public void Verify_WithAnyOtherAlgorithm_Refuses(string algorithm) =>
        Refusal(ApiKey.Sign(Claims(), header: $$"""{"alg":"{{algorithm}}"}""")).ShouldEndWith($"error: token signature is invalid: signing method {algorithm} is invalid");

    [Fact]
    public void Verify_WithAnUnknownKey_NamesIt()
    {
        var claims = Claims();
        claims["iss"] = "nokey";

        Refusal(ApiKey.Sign(claims)).ShouldBe("invalid API key: nokey");
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("video")]
    public void Verify_WhenAClaimIsNull_Refuses(string claim)
    {
        var claims = Claims();
        claims[claim] = null;

        Refusal(ApiKey.Sign(claims)).ShouldBe("invalid authorization token");
    }

    [Theory]
    [InlineData("exp", -70, "token has invalid claims: token is expired")]
    [InlineData("nbf", 3_600, "token has invalid claims: token is not valid yet")]
    public void Verify_OutsideItsTime_Refuses(string claim, int offset, string reason)
    {
        var claims = Claims();
        claims[claim] = Now + offset;

        Refusal(ApiKey.Sign(claims)).ShouldEndWith(reason);
    }

    [Theory]
    [InlineData("exp", -5)]
    [InlineData("nbf", 5)]
    public void Verify_WithinTheLeeway_Accepts(string claim, int offset)
    {
        var claims = Claims();
        claims[claim] = Now + offset;

        _verifier.Verify(ApiKey.Sign(claims)).Identity.ShouldBe("alice");
    }

    [Fact]
    public void Refresh_GivesATokenThatVerifies_WithWhatIsTrueNow()
    {
        var signer = new TokenSigner(Settings, TimeProvider.System);
        var original = _verifier.Verify(ApiKey.ToPublish("room", "alice"));

        var refreshed = _verifier.Verify(signer.Refresh(original, "Alice N", "new", [KeyValuePair.Create("role", "host")], original.Video with { CanPublish = false }));

        refreshed.Identity.ShouldBe("alice");
        refreshed.Name.ShouldBe("Alice N");
        refreshed.Metadata.ShouldBe("new");
        refreshed.Attributes!["role"].ShouldBe("host");
        refreshed.Video.RoomJoin.ShouldBeTrue();
        refreshed.Video.Room.ShouldBe("room");
        refreshed.Video.CanPublish.ShouldBe(false);
    }

    private string Refusal(string token) => Should.Throw<TokenException>(() => _verifier.Verify(token)).Message;

    private static JsonObject Claims() => new() { ["iss"] = ApiKey.Key, ["sub"] = "alice", ["exp"] = Now + 600, ["video"] = new JsonObject { ["roomJoin"] = true, ["room"] = "r" } };
}
