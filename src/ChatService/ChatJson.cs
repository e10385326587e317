using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Streaming.ChatService;

/// <summary>JSON as clients see it, also in this service's database and between its nodes.</summary>
internal static class ChatJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(Viewer.WriteGuestsAsIds),
    };
}
