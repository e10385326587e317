using System.Net.Sockets;

namespace Streaming.AppHost;

/// <summary>Media by LiveKit's own server in its own image: compiled with the Aspire engine only.</summary>
internal static class LiveKitContainer
{
    private const int HttpPort = 7880;
    private const int MediaPort = 7882;

    public static Media AddMediaNode(
        this IDistributedApplicationBuilder builder, IResourceBuilder<ParameterResource> key, IResourceBuilder<ParameterResource> secret)
    {
        var node = builder.AddContainer("medianode", "livekit/livekit-server", "v1.13.5")
            .WithHttpEndpoint(targetPort: HttpPort)
            .WithEndpoint(port: MediaPort, targetPort: MediaPort, scheme: "udp", name: "media", isProxied: false, protocol: ProtocolType.Udp)
            .WithHttpHealthCheck("/")
            .WithEnvironment("LIVEKIT_KEYS", $"{key}: {secret}");
        return new Media(ReferenceExpression.Create($"{node.GetEndpoint("http")}"), PublicUrl: null, key, secret, node);
    }

    public static void SendWebhooksTo(this Media media, EndpointReference receiver) =>
        media.Node?.WithEnvironment(
            "LIVEKIT_CONFIG",
            $"{{\"port\": 7880, \"rtc\": {{\"udp_port\": 7882, \"node_ip\": \"127.0.0.1\"}}, \"webhook\": {{\"api_key\": \"{media.Key}\", \"urls\": [\"{receiver}/livekit/webhook\"]}}}}");
}
