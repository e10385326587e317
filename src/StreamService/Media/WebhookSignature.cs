using System.Security.Cryptography;
using System.Text;

namespace Streaming.StreamService.Media;

/// <summary>
/// A webhook's <c>Authorization</c> is a bare token of the media server whose claim <c>sha256</c> is the standard base64 of the SHA-256 of the
/// exact body. <see href="https://docs.livekit.io/home/server/webhooks/"/>
/// </summary>
internal static class WebhookSignature
{
    public static bool IsValid(string? authorization, ReadOnlySpan<byte> body, LiveKitSettings settings, DateTimeOffset now) =>
        authorization is not null
        && LiveKitToken.Verify(authorization, settings, now)?["sha256"]?.ToString() is { } hash
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Convert.ToBase64String(SHA256.HashData(body))));
}
