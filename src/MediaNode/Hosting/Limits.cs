namespace Streaming.MediaNode.Hosting;

/// <summary>Every bound of this node in one place. Beyond a limit a request is refused or a packet dropped; nothing grows without one.</summary>
public static class Limits
{
    /// <summary>Rooms that exist at the same time; joining or creating one more is refused.</summary>
    public const int Rooms = 2_000;

    /// <summary>People in one room, whatever the room's own max_participants says.</summary>
    public const int ParticipantsPerRoom = 5_000;

    /// <summary>Tracks that one participant may announce.</summary>
    public const int TracksPerParticipant = 16;

    /// <summary>Peers whose DTLS handshake has not finished; further joins are told to come back (503).</summary>
    public const int PendingHandshakes = 512;

    /// <summary>A peer that has not finished its handshake after this long is removed.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of a request line; a join_request carries a compressed SDP.</summary>
    public const int RequestLineBytes = 64 * 1024;

    /// <summary>Bytes of one HTTP body (RoomService, WHIP).</summary>
    public const int RequestBodyBytes = 1024 * 1024;

    /// <summary>Bytes of a join request after decompression.</summary>
    public const int JoinRequestBytes = 512 * 1024;

    /// <summary>Bytes of one signalling message from a client.</summary>
    public const int SignalMessageBytes = 256 * 1024;

    /// <summary>Signalling messages a client may send in one burst, and per second after it.</summary>
    public const int SignalBurst = 300, SignalPerSecond = 60;

    /// <summary>Messages waiting for a client that reads too slowly; one more closes its connection.</summary>
    public const int SignalBacklog = 4_096;

    /// <summary>Silence on the signalling connection after which it counts as lost; clients ping every five seconds.</summary>
    public static readonly TimeSpan SignalSilence = TimeSpan.FromSeconds(20);

    /// <summary>How long a participant without signalling keeps its place and its media.</summary>
    public static readonly TimeSpan ResumeWindow = TimeSpan.FromSeconds(20);

    /// <summary>Characters of an SDP and media sections in it.</summary>
    public const int SdpLength = 192 * 1024, SdpSections = 64, SdpLines = 6_000;

    /// <summary>Characters of identities, names, and of metadata and attributes together (LiveKit's defaults).</summary>
    public const int IdentityLength = 256, NameLength = 256, RoomNameLength = 256, MetadataLength = 64 * 1024;

    /// <summary>Largest RTP payload kept; a UDP packet on the internet carries no more.</summary>
    public const int RtpPayloadBytes = 1_460;

    /// <summary>Packets kept for retransmission per video layer and per audio stream (powers of two).</summary>
    public const int VideoHistory = 1_024, AudioHistory = 64;

    /// <summary>Losses being asked for at a time, and how often each is.</summary>
    public const int PendingNacks = 256, NackAttempts = 8;

    /// <summary>Retransmissions that one subscriber's stream gets per second.</summary>
    public const int RetransmissionsPerSecond = 500;

    /// <summary>Shortest time between two key frame requests to one source.</summary>
    public static readonly TimeSpan KeyFrameInterval = TimeSpan.FromMilliseconds(300);

    /// <summary>Streams (SSRCs) that one peer may send before further ones are ignored.</summary>
    public const int StreamsPerPeer = 96;

    /// <summary>Network addresses remembered per peer (Wi-Fi and mobile network alternate).</summary>
    public const int AddressesPerPeer = 16;

    /// <summary>ICE credentials valid per peer at a time (restarts overlap).</summary>
    public const int IceCredentialsPerPeer = 4;

    /// <summary>Bytes of one data message, and data channels per peer.</summary>
    public const int DataMessageBytes = 64 * 1024, DataChannelsPerPeer = 16;

    /// <summary>Data chunks out of order, and waiting to be sent, per peer.</summary>
    public const int DataChunksReordered = 1_024, DataChunksQueued = 1_024;

    /// <summary>How long stopping may take before it is forced; AppHost kills after 6 s.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Webhook events waiting per room; older than <see cref="WebhookAge"/> they are dropped, as LiveKit does.</summary>
    public const int WebhookBacklog = 1_024;

    /// <inheritdoc cref="WebhookBacklog"/>
    public static readonly TimeSpan WebhookAge = TimeSpan.FromSeconds(30);
}
