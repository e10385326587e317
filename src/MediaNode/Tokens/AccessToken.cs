using System.Text.Json.Serialization;

namespace Streaming.MediaNode.Tokens;

/// <summary>The claims of a LiveKit access token. Unknown claims are ignored.</summary>
public sealed record AccessToken
{
    /// <summary>The API key that signed.</summary>
    [JsonPropertyName("iss")] public string Issuer { get; init; } = "";

    /// <summary>Who joins.</summary>
    [JsonPropertyName("sub")] public string Identity { get; init; } = "";

    /// <summary>Seconds since 1970 after which the token is void; LiveKit accepts tokens without one.</summary>
    [JsonPropertyName("exp")] public long? ExpiresAt { get; init; }

    /// <summary>Seconds since 1970 before which the token is void.</summary>
    [JsonPropertyName("nbf")] public long? NotBefore { get; init; }

    /// <summary>Display name.</summary>
    [JsonPropertyName("name")] public string Name { get; init; } = "";

    /// <summary>Free text that everyone in the room sees.</summary>
    [JsonPropertyName("metadata")] public string Metadata { get; init; } = "";

    /// <summary>Free key-value pairs that everyone in the room sees.</summary>
    [JsonPropertyName("attributes")] public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Kind of participant: standard, ingress, egress, sip, agent.</summary>
    [JsonPropertyName("kind")] public string? Kind { get; init; }

    /// <summary>What the bearer may do.</summary>
    [JsonPropertyName("video")] public VideoGrant Video { get; init; } = new();
}
