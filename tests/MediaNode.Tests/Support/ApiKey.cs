using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>The key pair of the tests, and tokens as a LiveKit server SDK would make them: independent of the code under test.</summary>
internal static class ApiKey
{
    public const string Key = "devkey", Secret = "secret-secret-secret-secret-secret";

    public static string ToPublish(string room, string identity) => Token(identity, new { roomJoin = true, room, canPublish = true, canSubscribe = true, canPublishData = true });

    /// <summary>As a creator's page gets it: sends, receives nothing.</summary>
    public static string ToBroadcastOnly(string room, string identity) => Token(identity, new { roomJoin = true, room, canPublish = true, canSubscribe = false, canPublishData = false });

    public static string ToWatch(string room, string identity) => Token(identity, new { roomJoin = true, room, canPublish = false, canSubscribe = true, canPublishData = false });

    public static string ForServer(string room = "") => Token("server", new { roomCreate = true, roomList = true, roomAdmin = true, room });

    public static string Token(string identity, object grant) => Sign(new JsonObject
    {
        ["iss"] = Key,
        ["sub"] = identity,
        ["name"] = identity.ToUpperInvariant(),
        ["nbf"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 5,
        ["exp"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 600,
        ["video"] = JsonSerializer.SerializeToNode(grant),
    });

    public static string Sign(JsonObject claims, string secret = Secret, string header = """{"alg":"HS256","typ":"JWT"}""")
    {
        var signed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)));
    }
}
