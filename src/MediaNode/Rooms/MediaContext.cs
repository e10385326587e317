using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Tokens;
using Streaming.MediaNode.Transport;
using Streaming.MediaNode.Transport.Dtls;
using Streaming.MediaNode.Webhooks;

namespace Streaming.MediaNode.Rooms;

/// <summary>What rooms, participants and their connections need of the process.</summary>
public sealed record MediaContext(
    MediaSettings Settings,
    MediaClock Clock,
    MediaMetrics Metrics,
    UdpEndpoint Endpoint,
    PeerDirectory Directory,
    DtlsIdentity Identity,
    TokenSigner Signer,
    IWebhookSink Webhooks,
    ILogger<Room> Log);
