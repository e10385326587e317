using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Streaming.ServiceDefaults;

/// <summary>
/// Compact JSON Web Tokens (RFC 7519) signed with ES256 (RFC 7518 §3.4) and nothing else: the algorithm is pinned, a
/// token's header only chooses among our own keys.
/// </summary>
public static class JsonWebToken
{
    /// <summary>Longest token that is looked at, in characters.</summary>
    public const int MaxLength = 8 * 1024;

    /// <summary>Clock difference between machines that is forgiven.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(10);

    /// <summary>Signs claims with a P-256 key.</summary>
    public static string Sign(JsonObject claims, ECDsa key, string keyId)
    {
        var header = new JsonObject { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = keyId };
        var content = $"{Encode(header)}.{Encode(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The key id a token asks for; null when it is not an ES256 token of bearable size.</summary>
    public static string? KeyId(string token)
    {
        try
        {
            return (string?)Header(token)?["kid"];
        }
        catch (Exception e) when (IsMalformed(e))
        {
            return null;
        }
    }

    /// <summary>Checks signature and times.</summary>
    /// <returns>The claims, or null when the token is forged, malformed, expired or not valid yet.</returns>
    public static JsonObject? Verify(string token, ECDsa key, DateTimeOffset now)
    {
        try
        {
            if (Header(token) is null)
            {
                return null;
            }

            var end = token.LastIndexOf('.');
            var signature = Base64Url.DecodeFromChars(token.AsSpan(end + 1));
            if (!key.VerifyData(Encoding.ASCII.GetBytes(token[..end]), signature, HashAlgorithmName.SHA256))
            {
                return null;
            }

            var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token.AsSpan(token.IndexOf('.') + 1, end - token.IndexOf('.') - 1))) as JsonObject;
            return claims is not null && IsTimely(claims, now) ? claims : null;
        }
        catch (Exception e) when (IsMalformed(e))
        {
            return null;
        }
    }

    private static JsonObject? Header(string token) =>
        token.Length <= MaxLength && token.Split('.') is [var head, _, _]
        && JsonNode.Parse(Base64Url.DecodeFromChars(head)) is JsonObject header
        && (string?)header["alg"] == "ES256"
            ? header
            : null;

    private static bool IsTimely(JsonObject claims, DateTimeOffset now) =>
        claims["exp"] is { } exp && DateTimeOffset.FromUnixTimeSeconds((long)exp) + Leeway > now
        && (claims["nbf"] is not { } nbf || DateTimeOffset.FromUnixTimeSeconds((long)nbf) - Leeway <= now);

    // ArgumentException: a member twice, or a time beyond the calendar.
    private static bool IsMalformed(Exception e) => e is FormatException or JsonException or InvalidOperationException or ArgumentException;

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
