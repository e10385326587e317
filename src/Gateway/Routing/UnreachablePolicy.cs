using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Streaming.Gateway.Routing;

/// <summary>A replica that can't be reached is passed over from the first failure on, for a few seconds.</summary>
internal sealed class UnreachablePolicy(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "Unreachable";

    /// <summary>After this long a replica that could not be reached gets another chance.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (context.GetForwarderErrorFeature() is { Error: ForwarderError.Request or ForwarderError.UpgradeRequestDestination })
        {
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, Rest);
        }
    }
}
