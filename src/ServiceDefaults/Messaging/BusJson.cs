using System.Text.Json;

namespace Streaming.ServiceDefaults;

/// <summary>How events are written to the outbox; unknown members are ignored when read, so contracts can grow.</summary>
internal static class BusJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
}
