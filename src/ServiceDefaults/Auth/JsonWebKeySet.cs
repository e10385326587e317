using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Streaming.ServiceDefaults;

/// <summary>Public P-256 keys by key id, as published at <c>/.well-known/jwks.json</c> (RFC 7517).</summary>
public sealed class JsonWebKeySet
{
    private readonly Dictionary<string, ECDsa> _keys = new(StringComparer.Ordinal);

    /// <summary>The key with that id, or null.</summary>
    public ECDsa? Find(string keyId) => _keys.GetValueOrDefault(keyId);

    /// <summary>Reads a key set; keys of other kinds are passed over.</summary>
    /// <exception cref="FormatException">It is no key set, or one of its P-256 keys is none.</exception>
    public static JsonWebKeySet Parse(string json)
    {
        var set = new JsonWebKeySet();
        try
        {
            foreach (var key in JsonNode.Parse(json)?["keys"]?.AsArray() ?? [])
            {
                set.Add(key);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or CryptographicException)
        {
            throw new FormatException("This is not a JSON Web Key Set.", e);
        }

        return set;
    }

    /// <summary>Writes the public halves of keys as a key set.</summary>
    public static string Write(IEnumerable<(string KeyId, ECDsa Key)> keys) => new JsonObject
    {
        ["keys"] = new JsonArray([.. keys.Select(k => ToJson(k.KeyId, k.Key.ExportParameters(includePrivateParameters: false)))]),
    }.ToJsonString();

    private void Add(JsonNode? key)
    {
        if ((string?)key?["kty"] == "EC" && (string?)key["crv"] == "P-256" && (string?)key["kid"] is { } id)
        {
            _keys[id] = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64Url.DecodeFromChars((string?)key["x"]), Y = Base64Url.DecodeFromChars((string?)key["y"]) },
            });
        }
    }

    private static JsonObject ToJson(string keyId, ECParameters key) => new()
    {
        ["kty"] = "EC",
        ["crv"] = "P-256",
        ["use"] = "sig",
        ["alg"] = "ES256",
        ["kid"] = keyId,
        ["x"] = Base64Url.EncodeToString(key.Q.X),
        ["y"] = Base64Url.EncodeToString(key.Q.Y),
    };
}
