namespace Streaming.StreamService.Media;

/// <summary>Where the media server is and how to sign for it; the configuration section <c>LiveKit</c>.</summary>
internal sealed class LiveKitSettings
{
    public const string Section = "LiveKit";

    /// <summary>HTTP address of its API.</summary>
    public string Url { get; set; } = "";

    /// <summary>Address told to clients (<c>ws://…</c>); empty means the host that the request came to, where the gateway forwards <c>/rtc</c>.</summary>
    public string PublicUrl { get; set; } = "";

    public string ApiKey { get; set; } = "";

    public string ApiSecret { get; set; } = "";

    /// <summary>The WebSocket address for a client that made this request.</summary>
    public string ServerUrlFor(HttpRequest request) => PublicUrl.Length > 0
        ? PublicUrl
        : $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}";
}
