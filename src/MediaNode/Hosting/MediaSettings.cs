using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Streaming.MediaNode.Hosting;

/// <summary>This node's settings, checked once at start. Names are those of docs/conventions.md.</summary>
public sealed record MediaSettings
{
    /// <summary>The key that access tokens name as issuer.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The secret that signs access tokens and webhooks (HS256).</summary>
    public required string ApiSecret { get; init; }

    /// <summary>The one UDP port for all media; 0 picks a free one.</summary>
    public int UdpPort { get; init; } = 7882;

    /// <summary>The IPv4 address the UDP socket listens on.</summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The IPv4 address told to clients; unless set, the bind address, or this machine's first if that is 0.0.0.0.</summary>
    public IPAddress AdvertiseAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Where webhooks go.</summary>
    public IReadOnlyList<Uri> WebhookUrls { get; init; } = [];

    /// <summary>A room nobody ever joined closes after this long.</summary>
    public TimeSpan EmptyTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>A room everybody left closes after this long.</summary>
    public TimeSpan DepartureTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Reads and checks the configuration.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or makes no sense; the message names it.</exception>
    public static MediaSettings Read(IConfiguration configuration)
    {
        var media = configuration.GetSection("Media");
        var bind = Address(media, "BindAddress", IPAddress.Loopback);
        return new MediaSettings
        {
            ApiKey = Required(configuration, "LiveKit:ApiKey"),
            ApiSecret = Required(configuration, "LiveKit:ApiSecret"),
            UdpPort = media.GetValue("UdpPort", 7882),
            BindAddress = bind,
            AdvertiseAddress = Address(media, "AdvertiseAddress", bind.Equals(IPAddress.Any) ? OwnAddress() : bind),
            WebhookUrls = WebhookAddresses(media["WebhookUrls"]),
            EmptyTimeout = TimeSpan.FromSeconds(media.GetValue("EmptyTimeoutSeconds", 300)),
            DepartureTimeout = TimeSpan.FromSeconds(media.GetValue("DepartureTimeoutSeconds", 20)),
        };
    }

    private static string Required(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"The setting {key.Replace(":", "__", StringComparison.Ordinal)} is missing.");

    private static IPAddress Address(IConfigurationSection media, string key, IPAddress fallback)
    {
        if (media[key] is not { Length: > 0 } text) return fallback;
        return IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork
            ? address
            : throw new InvalidOperationException($"Media__{key} is not an IPv4 address: {text}");
    }

    /// <summary>This machine's first address that others can reach.</summary>
    private static IPAddress OwnAddress() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(i => i is { OperationalStatus: OperationalStatus.Up, NetworkInterfaceType: not NetworkInterfaceType.Loopback })
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? IPAddress.Loopback;

    private static Uri[] WebhookAddresses(string? list) =>
        [.. (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(WebhookAddress)];

    private static Uri WebhookAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new InvalidOperationException($"Media__WebhookUrls contains no http address: {text}");
}
