using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Streaming.IdentityService.Sessions;

/// <summary>Opaque secrets of 256 random bits: refresh tokens and cookies. Only their SHA-256 is stored.</summary>
internal static class Secret
{
    /// <summary>Characters of a secret: base64url of 32 bytes.</summary>
    public const int Length = 43;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static bool IsWellFormed(string? text) => text is { Length: Length } && Base64Url.IsValid(text);
}
