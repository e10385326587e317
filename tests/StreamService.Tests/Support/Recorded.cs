using System.Text.Json.Nodes;

namespace Streaming.StreamService.Tests.Support;

/// <summary>Exchanges recorded from livekit-server 1.13.5, by file name: <c>request</c>/<c>response</c> of Twirp calls, <c>bodyRaw</c>/<c>auth</c> of webhooks.</summary>
public static class Recorded
{
    public static JsonObject Json(string name)
    {
        using var file = typeof(Recorded).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no fixture {name}.");
        return JsonNode.Parse(file)!.AsObject();
    }

    /// <summary>The answer's body of a Twirp call, as a copy to change.</summary>
    public static JsonObject Answer(string name) => JsonNode.Parse((string)Json(name)["response"]!["body"]!)!.AsObject();
}
