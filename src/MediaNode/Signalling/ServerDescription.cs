using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rooms;

namespace Streaming.MediaNode.Signalling;

/// <summary>What this node tells clients about itself.</summary>
internal static class ServerDescription
{
    /// <summary>The LiveKit version whose behaviour this node shows; clients switch features by it.</summary>
    public const string Version = "1.13.5";

    public const int PingIntervalSeconds = 5, PingTimeoutSeconds = 15;
    private const int Protocol = 17;
    private static readonly string[] Mimes = ["audio/opus", "video/VP8", "video/H264"];
    private static readonly string NodeId = Ids.Node();

    public static ServerInfo Info() => new() { Version = Version, Protocol = Protocol, NodeId = NodeId };

    public static IEnumerable<Codec> Codecs() => Mimes.Select(m => new Codec { Mime = m });
}
