using Microsoft.Extensions.Diagnostics.HealthChecks;
using Streaming.MediaNode.Transport;

namespace Streaming.MediaNode.Hosting;

/// <summary>Ready means that media can come in.</summary>
internal sealed class UdpCheck(UdpEndpoint endpoint) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(endpoint.IsListening ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the UDP socket does not listen"));
}
