using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Streaming.AppHost.Local.Engine;

/// <summary>How this engine is asked to run the topology.</summary>
/// <param name="Port">The public port; every other port follows it.</param>
/// <param name="DataFolder">Absolute path.</param>
/// <param name="Bind">Address of external endpoints.</param>
/// <param name="Reset">Start with an empty data folder.</param>
/// <param name="Dashboard">The Aspire dashboard's program; null = run without.</param>
internal sealed record RunOptions(int Port, string DataFolder, IPAddress Bind, bool Reset, string? Dashboard)
{
    /// <exception cref="TopologyException">A value is not what the option takes.</exception>
    public static RunOptions From(IConfiguration configuration)
    {
        var port = Read(configuration, "port", "8080");
        var bind = Read(configuration, "bind", EndpointFact.Host);
        return new RunOptions(
            int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535 - ResourceLimits.PortBlock
                ? number
                : throw new TopologyException($"--port takes a number from 1 to {65535 - ResourceLimits.PortBlock}, not '{port}'."),
            Path.GetFullPath(Read(configuration, "data", ".data")),
            IPAddress.TryParse(bind, out var address)
                ? address
                : throw new TopologyException($"--bind takes an IP address of this machine, not '{bind}'."),
            configuration.GetValue<bool>("reset"),
            configuration["dashboard"] is { Length: > 0 } dashboard ? dashboard : null);
    }

    private static string Read(IConfiguration configuration, string name, string fallback) =>
        configuration[name] is { Length: > 0 } value ? value : fallback;
}
