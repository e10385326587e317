using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Streaming.Testing;

/// <summary>
/// Access tokens as IdentityService issues them (ES256), signed with a key made for this run. Configure the service under
/// test with <c>Auth:Jwks</c> = <see cref="Jwks"/>, then it trusts this key alone.
/// </summary>
public static class TestTokens
{
    private const string KeyId = "test";
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public key as a JSON Web Key Set (RFC 7517).</summary>
    public static string Jwks { get; } = CreateJwks();

    /// <summary>A token for a signed-in person.</summary>
    /// <param name="userId">Becomes <c>sub</c>.</param>
    /// <param name="username">Becomes <c>preferred_username</c> and, capitalised or not, <c>name</c>.</param>
    /// <param name="roles">Such as <c>admin</c>.</param>
    public static string ForUser(Guid userId, string username = "ada", params string[] roles) =>
        Create(userId.ToString(), username, roles, DateTimeOffset.UtcNow, TimeSpan.FromMinutes(10));

    /// <summary>A token for a guest; the id gets the prefix <c>guest_</c>.</summary>
    public static string ForGuest(Guid? guest = null) =>
        Create($"guest_{guest ?? Guid.CreateVersion7():N}", "guest", ["guest"], DateTimeOffset.UtcNow, TimeSpan.FromMinutes(10));

    /// <summary>A token with every part chosen, for tests of expiry and forgery.</summary>
    public static string Create(
        string subject,
        string username,
        IReadOnlyList<string> roles,
        DateTimeOffset issuedAt,
        TimeSpan lifetime,
        string issuer = "streaming",
        string audience = "streaming")
    {
        var header = Encode(new { alg = "ES256", typ = "JWT", kid = KeyId });
        var claims = Encode(new
        {
            sub = subject,
            preferred_username = username,
            name = username,
            picture = (string?)null,
            roles,
            sid = Guid.CreateVersion7(),
            iss = issuer,
            aud = audience,
            iat = issuedAt.ToUnixTimeSeconds(),
            exp = (issuedAt + lifetime).ToUnixTimeSeconds(),
            jti = Guid.CreateVersion7(),
        });
        var signature = Key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    private static string CreateJwks()
    {
        var point = Key.ExportParameters(includePrivateParameters: false).Q;
        return JsonSerializer.Serialize(new
        {
            keys = new[]
            {
                new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = KeyId, x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) },
            },
        });
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
