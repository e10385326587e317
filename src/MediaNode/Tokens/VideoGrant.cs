namespace Streaming.MediaNode.Tokens;

/// <summary>What the bearer of a token may do. Publishing and subscribing are allowed unless denied, as in LiveKit.</summary>
public sealed record VideoGrant
{
    /// <summary>May create and delete rooms.</summary>
    public bool RoomCreate { get; init; }

    /// <summary>May list rooms.</summary>
    public bool RoomList { get; init; }

    /// <summary>May moderate <see cref="Room"/>.</summary>
    public bool RoomAdmin { get; init; }

    /// <summary>May join <see cref="Room"/>.</summary>
    public bool RoomJoin { get; init; }

    /// <summary>The room that <see cref="RoomAdmin"/> and <see cref="RoomJoin"/> are about.</summary>
    public string Room { get; init; } = "";

    /// <summary>May send media; null means yes.</summary>
    public bool? CanPublish { get; init; }

    /// <summary>May receive media; null means yes.</summary>
    public bool? CanSubscribe { get; init; }

    /// <summary>May send data; null means the same as <see cref="CanPublish"/>.</summary>
    public bool? CanPublishData { get; init; }

    /// <summary>Sources that may be published (camera, microphone, …); empty means all.</summary>
    public IReadOnlyList<string> CanPublishSources { get; init; } = [];

    /// <summary>May change the own name, metadata and attributes.</summary>
    public bool? CanUpdateOwnMetadata { get; init; }

    /// <summary>Others do not see this participant.</summary>
    public bool Hidden { get; init; }

    /// <summary>Records; shown to clients as such.</summary>
    public bool Recorder { get; init; }
}
