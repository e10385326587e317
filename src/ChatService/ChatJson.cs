using System.Text.Json;

namespace Streaming.ChatService;

/// <summary>JSON as clients see it, also in this service's database and between its nodes.</summary>
internal static class ChatJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
}
