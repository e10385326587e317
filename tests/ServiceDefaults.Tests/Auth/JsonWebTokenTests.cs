using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Streaming.ServiceDefaults.Tests.Auth;

public sealed class JsonWebTokenTests
{
    // RFC 7515 appendix A.3: key, token, and the time that its `exp` names.
    private const string RfcKeys =
        """{"keys":[{"kty":"EC","crv":"P-256","kid":"rfc","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""";

    private const string RfcToken =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
        + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private static readonly DateTimeOffset RfcExpiry = DateTimeOffset.FromUnixTimeSeconds(1300819380);
    private static readonly ECDsa RfcKey = JsonWebKeySet.Parse(RfcKeys).Find("rfc")!;

    [Fact]
    public void Verify_OfTheRfcsExample_GivesItsClaims()
    {
        var claims = JsonWebToken.Verify(RfcToken, RfcKey, RfcExpiry.AddMinutes(-1)).ShouldNotBeNull();

        ((string?)claims["iss"]).ShouldBe("joe");
        ((bool?)claims["http://example.com/is_root"]).ShouldBe(true);
    }

    [Fact]
    public void Verify_AfterExpiryAndLeeway_IsNull()
    {
        JsonWebToken.Verify(RfcToken, RfcKey, RfcExpiry + JsonWebToken.Leeway - TimeSpan.FromSeconds(1)).ShouldNotBeNull();
        JsonWebToken.Verify(RfcToken, RfcKey, RfcExpiry + JsonWebToken.Leeway).ShouldBeNull();
    }

    [Fact]
    public void Verify_OfATokenChangedAnywhere_IsNull()
    {
        for (var i = 0; i < RfcToken.Length - 1; i++)
        {
            var changed = RfcToken[..i] + (RfcToken[i] == 'A' ? 'B' : 'A') + RfcToken[(i + 1)..];
            JsonWebToken.Verify(changed, RfcKey, RfcExpiry.AddMinutes(-1)).ShouldBeNull($"position {i}");
        }
    }

    [Fact]
    public void Sign_ThenVerify_GivesTheClaimsBack_ForItsOwnKeyOnly()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        var token = JsonWebToken.Sign(new JsonObject { ["sub"] = "ada", ["exp"] = now.AddMinutes(1).ToUnixTimeSeconds() }, key, "k1");

        JsonWebToken.KeyId(token).ShouldBe("k1");
        ((string?)JsonWebToken.Verify(token, key, now)?["sub"]).ShouldBe("ada");
        JsonWebToken.Verify(token, other, now).ShouldBeNull();
    }

    [Fact]
    public void Verify_BeforeItsTime_IsNull()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        var token = JsonWebToken.Sign(new JsonObject { ["exp"] = now.AddHours(1).ToUnixTimeSeconds(), ["nbf"] = now.AddMinutes(5).ToUnixTimeSeconds() }, key, "k1");

        JsonWebToken.Verify(token, key, now).ShouldBeNull();
        JsonWebToken.Verify(token, key, now.AddMinutes(6)).ShouldNotBeNull();
    }

    [Fact]
    public void Verify_OfATokenThatNeverExpires_IsNull()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        JsonWebToken.Verify(JsonWebToken.Sign(new JsonObject { ["sub"] = "ada" }, key, "k1"), key, DateTimeOffset.UtcNow).ShouldBeNull();
    }

    [Fact]
    public void KeySet_WrittenAndParsed_VerifiesTheSame()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        var token = JsonWebToken.Sign(new JsonObject { ["exp"] = now.AddMinutes(1).ToUnixTimeSeconds() }, key, "k1");
        var json = JsonWebKeySet.Write([("k1", key)]);

        json.ShouldNotContain("\"d\"");
        JsonWebToken.Verify(token, JsonWebKeySet.Parse(json).Find("k1")!, now).ShouldNotBeNull();
    }
}
