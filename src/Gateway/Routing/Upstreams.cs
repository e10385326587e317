using System.Globalization;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Streaming.Gateway.Routing;

/// <summary>
/// Where services are: <c>services:{name}:http:{n}</c>, one address per replica, and the media server at <c>LiveKit:Url</c>.
/// A service without an address has no replica: its routes answer 503.
/// </summary>
internal static class Upstreams
{
    public const string LiveKit = "livekit";

    /// <summary>Longest pause of an API request or answer; hubs and media signalling ping well within <see cref="SocketPause"/>.</summary>
    public static readonly TimeSpan ApiPause = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="ApiPause"/>
    public static readonly TimeSpan SocketPause = TimeSpan.FromSeconds(100);

    /// <summary>How long a connection to a replica may take.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(2);

    /// <summary>How often a replica's <c>/health/ready</c> is asked.</summary>
    public static readonly TimeSpan HealthInterval = TimeSpan.FromSeconds(5);

    /// <summary>The replicas of a service, in the order of their numbers.</summary>
    public static IReadOnlyList<Uri> Of(string service, IConfiguration configuration) =>
    [
        .. configuration.GetSection($"services:{service}:http").GetChildren()
            .Where(replica => !string.IsNullOrWhiteSpace(replica.Value))
            .OrderBy(replica => int.Parse(replica.Key, CultureInfo.InvariantCulture))
            .Select(replica => new Uri(replica.Value!)),
    ];

    public static IReadOnlyList<ClusterConfig> All(IConfiguration configuration) =>
    [
        .. PublicRoutes.Services.Select(service => Cluster(service, Of(service, configuration), isService: true)),
        Cluster(LiveKit, MediaServer(configuration), isService: false),
    ];

    private static IReadOnlyList<Uri> MediaServer(IConfiguration configuration)
    {
        if (configuration["LiveKit:Url"] is not { Length: > 0 } text)
        {
            return [];
        }

        var url = new UriBuilder(text);
        url.Scheme = url.Scheme is "wss" or "https" ? "https" : "http";
        return [url.Uri];
    }

    private static ClusterConfig Cluster(string name, IReadOnlyList<Uri> replicas, bool isService) => new()
    {
        ClusterId = name,
        Destinations = replicas.Select((address, n) => (Name: $"{name}/{n}", address)).ToDictionary(
            replica => replica.Name, replica => new DestinationConfig { Address = replica.address.AbsoluteUri }, StringComparer.Ordinal),
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = name is LiveKit or "chat" ? SocketPause : ApiPause },
        HealthCheck = new HealthCheckConfig
        {
            // When none seems healthy all are tried: a wrong verdict must not close the house.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = UnreachablePolicy.PolicyName },
            Active = new ActiveHealthCheckConfig
            {
                Enabled = isService && replicas.Count > 1,
                Interval = HealthInterval,
                Timeout = HealthInterval,
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                Path = "/health/ready",
            },
        },
    };
}
