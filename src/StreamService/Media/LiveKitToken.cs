using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Streaming.StreamService.Media;

/// <summary>
/// The tokens between us and the media server: JSON Web Tokens (RFC 7519) with HS256 (RFC 7518 §3.2) under the shared secret,
/// and no other algorithm. <see href="https://docs.livekit.io/home/get-started/authentication/"/>
/// </summary>
internal static class LiveKitToken
{
    /// <summary>Longest token that is looked at, in characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>Clock difference between machines that is forgiven.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(10);

    private static readonly string Header = Encode(new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" });

    /// <summary>Signs claims, with <c>iss</c>, <c>nbf</c> and <c>exp</c> added.</summary>
    public static string Sign(JsonObject claims, LiveKitSettings settings, DateTimeOffset now, TimeSpan lifetime)
    {
        claims["iss"] = settings.ApiKey;
        claims["nbf"] = now.ToUnixTimeSeconds();
        claims["exp"] = (now + lifetime).ToUnixTimeSeconds();
        var content = $"{Header}.{Encode(claims)}";
        return $"{content}.{Base64Url.EncodeToString(Signature(content, settings))}";
    }

    /// <summary>Checks signature, issuer and times.</summary>
    /// <returns>The claims, or null when the token is forged, malformed, expired or not valid yet.</returns>
    public static JsonObject? Verify(string token, LiveKitSettings settings, DateTimeOffset now)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var head, var body, var signature])
        {
            return null;
        }

        try
        {
            return (string?)JsonNode.Parse(Base64Url.DecodeFromChars(head))?["alg"] == "HS256"
                && CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signature), Signature($"{head}.{body}", settings))
                && JsonNode.Parse(Base64Url.DecodeFromChars(body)) is JsonObject claims
                && (string?)claims["iss"] == settings.ApiKey
                && IsTimely(claims, now)
                ? claims
                : null;
        }
        // ArgumentException: a member twice, or a time beyond the calendar.
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsTimely(JsonObject claims, DateTimeOffset now) =>
        claims["exp"] is { } exp && DateTimeOffset.FromUnixTimeSeconds((long)exp) + Leeway > now
        && (claims["nbf"] is not { } nbf || DateTimeOffset.FromUnixTimeSeconds((long)nbf) - Leeway <= now);

    private static byte[] Signature(string content, LiveKitSettings settings) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.ApiSecret), Encoding.UTF8.GetBytes(content));

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
