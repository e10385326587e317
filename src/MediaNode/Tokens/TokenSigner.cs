using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Streaming.MediaNode.Hosting;

namespace Streaming.MediaNode.Tokens;

/// <summary>Signs what this node says in its own name: refreshed access tokens and webhooks.</summary>
public sealed class TokenSigner(MediaSettings settings, TimeProvider time)
{
    /// <summary>A refreshed token lives at least this long, so that a participant who joined long ago can resume.</summary>
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromMinutes(10);

    /// <summary>A webhook's token lives this long.</summary>
    public static readonly TimeSpan WebhookLifetime = TimeSpan.FromMinutes(5);

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(settings.ApiSecret);

    /// <summary>The same rights again with the participant's present name, metadata and attributes.</summary>
    public string Refresh(AccessToken original, string name, string metadata, IEnumerable<KeyValuePair<string, string>> attributes, VideoGrant grant)
    {
        var now = time.GetUtcNow();
        var claims = Claims(now, Math.Max(original.ExpiresAt ?? 0, (now + RefreshLifetime).ToUnixTimeSeconds()));
        claims["sub"] = original.Identity;
        claims["identity"] = original.Identity;
        if (name.Length > 0) claims["name"] = name;
        claims["kind"] = original.Kind ?? "standard";
        claims["video"] = Grant(grant);
        if (metadata.Length > 0) claims["metadata"] = metadata;
        var pairs = attributes.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value)).ToArray();
        if (pairs.Length > 0) claims["attributes"] = new JsonObject(pairs);
        return Sign(claims);
    }

    /// <summary>The token that proves a webhook's body to its receiver.</summary>
    public string ForWebhook(ReadOnlySpan<byte> body)
    {
        var now = time.GetUtcNow();
        var claims = Claims(now, (now + WebhookLifetime).ToUnixTimeSeconds());
        claims["sha256"] = Convert.ToBase64String(SHA256.HashData(body));
        return Sign(claims);
    }

    private JsonObject Claims(DateTimeOffset now, long expiry) => new()
    {
        ["iss"] = settings.ApiKey,
        ["exp"] = expiry,
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["iat"] = now.ToUnixTimeSeconds(),
    };

    private static JsonNode? Grant(VideoGrant grant) => JsonSerializer.SerializeToNode(grant, GrantJson);

    private static readonly JsonSerializerOptions GrantJson = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private string Sign(JsonObject claims)
    {
        var signed = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(signed)))}";
    }
}
