using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Streaming.ServiceDefaults;

/// <summary>
/// What is logged where no setting says otherwise. The frameworks write every request's address, with the access tokens that
/// hubs and media clients must put into it; traces tell of requests without them.
/// </summary>
internal static class LogLevels
{
    public static void AddLogLevels(this ConfigurationManager configuration) => ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource
    {
        InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
            ["Logging:LogLevel:System.Net.Http"] = "Warning",
            ["Logging:LogLevel:Yarp"] = "Warning",
        },
    });
}
