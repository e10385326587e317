using Streaming.MediaNode.Protocol;

namespace Streaming.MediaNode.Rooms;

/// <summary>What a client says about itself when joining.</summary>
public sealed record JoinOptions
{
    /// <summary>Its SDK and capabilities.</summary>
    public ClientInfo Client { get; init; } = new();

    /// <summary>Every track is received unless unsubscribed from.</summary>
    public bool AutoSubscribe { get; init; } = true;

    /// <summary>Has no signalling connection: tracks are accepted as offered (WHIP).</summary>
    public bool WithoutSignalling { get; init; }

    /// <summary>Shown to others as what.</summary>
    public ParticipantInfo.Types.Kind Kind { get; init; }
}
