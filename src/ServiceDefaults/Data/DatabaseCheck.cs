using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Streaming.ServiceDefaults;

/// <summary>Ready when the database answers a query within the check's time.</summary>
internal sealed class DatabaseCheck(NpgsqlDataSource source) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy(e.Message, e);
        }
    }
}
