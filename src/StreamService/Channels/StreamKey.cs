using System.Buffers.Text;
using System.Security.Cryptography;

namespace Streaming.StreamService.Channels;

/// <summary>Makes stream keys: 256 random bits, recognisable by their prefix when one turns up in a log.</summary>
internal static class StreamKey
{
    public const string Prefix = "sk_";

    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
