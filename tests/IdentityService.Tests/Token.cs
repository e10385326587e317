using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace Streaming.IdentityService.Tests;

/// <summary>Reads access tokens.</summary>
internal static class Token
{
    public static JsonObject ClaimsOf(string token) => Part(token, 1);

    public static string KeyIdOf(string token) => Part(token, 0).Text("kid");

    private static JsonObject Part(string token, int index) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[index]))!;
}
