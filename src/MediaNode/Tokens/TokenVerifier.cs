using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.Tokens;

/// <summary>
/// Checks access tokens: HS256 and nothing else (RFC 8725 §3.1), the one API key, signature in constant time, exp and nbf with a
/// minute of leeway. Answers in LiveKit's wording, which clients show and tests compare.
/// </summary>
public sealed class TokenVerifier(MediaSettings settings, TimeProvider time)
{
    /// <summary>Clock difference forgiven; LiveKit accepts five seconds late and refuses seventy.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(settings.ApiSecret);

    /// <summary>The claims of a valid token.</summary>
    /// <exception cref="TokenException">The token is malformed, forged, expired or not valid yet.</exception>
    public AccessToken Verify(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) throw Malformed();
        var header = Decode<TokenHeader>(parts[0]);
        var claims = Decode<AccessToken>(parts[1]);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(claims.Issuer), Encoding.UTF8.GetBytes(settings.ApiKey)))
            throw new TokenException($"invalid API key: {claims.Issuer}");
        if (header.Alg != "HS256") throw Invalid(token, $"token signature is invalid: signing method {header.Alg} is invalid");
        var expected = HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]));
        if (!CryptographicOperations.FixedTimeEquals(expected, Bytes(parts[2]))) throw Invalid(token, "token signature is invalid: signature is invalid");
        CheckTimes(token, claims);
        return claims;
    }

    private void CheckTimes(string token, AccessToken claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var leeway = (long)Leeway.TotalSeconds;
        if (claims.ExpiresAt is { } expiry && expiry < now - leeway) throw Invalid(token, "token has invalid claims: token is expired");
        if (claims.NotBefore is { } start && start > now + leeway) throw Invalid(token, "token has invalid claims: token is not valid yet");
    }

    private static T Decode<T>(string part)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Bytes(part), Json) ?? throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    private static byte[] Bytes(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            throw Malformed();
        }
    }

    private static TokenException Malformed() => new("invalid authorization token");
    private static TokenException Invalid(string token, string reason) => new($"invalid token: {token}, error: {reason}");

    private sealed record TokenHeader(string? Alg);
}
