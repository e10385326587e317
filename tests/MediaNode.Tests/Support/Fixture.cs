using System.Text.Json.Nodes;

namespace Streaming.MediaNode.Tests.Support;

/// <summary>Exchanges recorded on a genuine livekit-server 1.13.5.</summary>
internal static class Fixture
{
    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name)).Trim();

    /// <summary>An SDP with the line ends of the wire.</summary>
    public static string Sdp(string name) => Text(name).Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n";

    public static JsonNode Json(string name) => JsonNode.Parse(Text(name))!;
}
