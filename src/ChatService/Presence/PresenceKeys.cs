namespace Streaming.ChatService;

/// <summary>Redis keys of presence and how long they last.</summary>
internal static class PresenceKeys
{
    /// <summary>A node says again what it holds this often, and notices then that Redis lost it.</summary>
    public static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    /// <summary>What a node said holds this long: people of a node that died vanish then.</summary>
    public static readonly TimeSpan ReportLifetime = TimeSpan.FromSeconds(5);

    /// <summary>How long <c>live:{streamId}:count</c> holds without being refreshed.</summary>
    public static readonly TimeSpan CountLifetime = TimeSpan.FromSeconds(10);

    /// <summary>How long a node that says nothing stays in the directory: long, since clocks differ and its reports expire by themselves.</summary>
    public static readonly TimeSpan NodeLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Sorted set: nodes by the Unix time (ms) at which they last reported.</summary>
    public const string Nodes = "presence:nodes";

    /// <summary>Stands as long as Redis keeps its memory; when it is gone, Redis has forgotten who is present.</summary>
    public const string Epoch = "presence:epoch";

    /// <summary>Set: streams in which a node has people.</summary>
    public static string Held(string node) => $"presence:held:{node}";

    /// <summary>Set: people of a stream who are connected to a node.</summary>
    public static string People(string streamId, string node) => $"presence:{streamId}:{node}";

    /// <summary>String: distinct people present now.</summary>
    public static string Count(string streamId) => $"live:{streamId}:count";
}
