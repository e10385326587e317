namespace Streaming.AppHost;

/// <summary>Media by this repository's own MediaNode: the Local engine runs no containers.</summary>
internal static class EmbeddedMediaNode
{
    public static Media AddMediaNode(
        this IDistributedApplicationBuilder builder, IResourceBuilder<ParameterResource> key, IResourceBuilder<ParameterResource> secret)
    {
        var node = builder.AddProject("medianode", "../MediaNode/MediaNode.csproj")
            .WithHttpEndpoint()
            .WithEndpoint(scheme: "udp", name: "media", env: "Media__UdpPort", protocol: System.Net.Sockets.ProtocolType.Udp)
            .WithHttpHealthCheck("/health/ready")
            .WithEnvironment("LiveKit__ApiKey", key)
            .WithEnvironment("LiveKit__ApiSecret", secret)
            .WithEnvironment("Media__BindAddress", builder.Configuration["bind"]);
        return new Media(ReferenceExpression.Create($"{node.GetEndpoint("http")}"), PublicUrl: null, key, secret, node);
    }

    public static void SendWebhooksTo(this Media media, EndpointReference receiver) =>
        media.Node?.WithEnvironment("Media__WebhookUrls", $"{receiver}/livekit/webhook");
}
