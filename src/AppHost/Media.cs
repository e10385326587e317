namespace Streaming.AppHost;

/// <summary>
/// The media server as the rest of the topology sees it: an address, a key pair, and somewhere to send its webhooks. It is the
/// LiveKit that <c>--livekit-url</c> names, or else the one that this engine can run.
/// </summary>
/// <param name="Url">HTTP address of its API and signalling.</param>
/// <param name="PublicUrl">WebSocket address for clients; null = the gateway forwards to it.</param>
/// <param name="Key">Names whoever signs a token.</param>
/// <param name="Secret">Signs tokens and webhooks.</param>
/// <param name="Node">What runs it; null when it runs elsewhere.</param>
internal sealed record Media(
    ReferenceExpression Url,
    string? PublicUrl,
    IResourceBuilder<ParameterResource> Key,
    IResourceBuilder<ParameterResource> Secret,
    IResourceBuilder<IResourceWithEnvironment>? Node);

internal static class MediaExtensions
{
    public static Media AddMedia(this IDistributedApplicationBuilder builder)
    {
        if (builder.Configuration["livekit-url"] is not { Length: > 0 } url)
        {
            var key = builder.AddParameter("livekit-key", new GenerateParameterDefault { MinLength = 12, Special = false }, secret: false, persist: true);
            var secret = builder.AddParameter("livekit-secret", new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);
            return builder.AddMediaNode(key, secret);
        }

        // LiveKit's addresses come as http(s) or ws(s): "http" and "ws" name the same server.
        var address = url.StartsWith("ws", StringComparison.Ordinal) ? $"http{url[2..]}" : url;
        return new Media(
            ReferenceExpression.Create($"{address}"),
            $"ws{address[4..]}",
            builder.AddParameter("livekit-key", Required("livekit-key")),
            builder.AddParameter("livekit-secret", Required("livekit-secret"), secret: true),
            Node: null);

        string Required(string name) => builder.Configuration[name] is { Length: > 0 } value
            ? value
            : throw new DistributedApplicationException($"--livekit-url needs --{name} too.");
    }

    public static IResourceBuilder<T> WithMedia<T>(this IResourceBuilder<T> builder, Media media)
        where T : IResourceWithEnvironment, IResourceWithWaitSupport
    {
        builder
            .WithEnvironment("LiveKit__Url", media.Url)
            .WithEnvironment("LiveKit__PublicUrl", media.PublicUrl)
            .WithEnvironment("LiveKit__ApiKey", media.Key)
            .WithEnvironment("LiveKit__ApiSecret", media.Secret);
        return media.Node is null ? builder : builder.WaitFor(media.Node);
    }
}
