using System.Globalization;
using System.Net;

namespace Streaming.AppHost.Local.Engine;

/// <summary>What every project of the topology is given.</summary>
/// <param name="Configuration">Build configuration whose output is run (<c>Release</c>, <c>Debug</c>).</param>
/// <param name="Bind">Address of external endpoints.</param>
/// <param name="Telemetry">Where telemetry goes; null = nowhere.</param>
internal sealed record ProjectSurroundings(string Configuration, IPAddress Bind, TelemetryTarget? Telemetry)
{
    public IEnumerable<KeyValuePair<string, string>> EnvironmentFor(string service, int replica)
    {
        // Output that goes to a pipe: one line per message, no colours.
        yield return new("Logging__Console__FormatterName", "simple");
        yield return new("Logging__Console__FormatterOptions__SingleLine", "true");
        yield return new("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "false");
        if (Telemetry is { } telemetry)
        {
            yield return new("OTEL_EXPORTER_OTLP_ENDPOINT", telemetry.Endpoint);
            yield return new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            yield return new("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={telemetry.ApiKey}");
            yield return new("OTEL_SERVICE_NAME", service);
            yield return new("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={replica.ToString(CultureInfo.InvariantCulture)}");
        }
    }
}

/// <summary>An OTLP receiver.</summary>
/// <param name="Endpoint">HTTP address.</param>
/// <param name="ApiKey">Sent as <c>x-otlp-api-key</c>.</param>
internal sealed record TelemetryTarget(string Endpoint, string ApiKey);
