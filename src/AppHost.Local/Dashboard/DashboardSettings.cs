using System.Globalization;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Engine;

namespace Streaming.AppHost.Local.Dashboard;

/// <summary>The Aspire dashboard's addresses and keys.</summary>
internal sealed record DashboardSettings
{
    public required string Program { get; init; }

    public required string Home { get; init; }

    public required string Url { get; init; }

    public required string OtlpGrpcUrl { get; init; }

    public required string OtlpHttpUrl { get; init; }

    public required int ResourceServicePort { get; init; }

    /// <summary>What a person signs in with.</summary>
    public required string BrowserToken { get; init; }

    /// <summary>What sources of telemetry send (<c>x-otlp-api-key</c>).</summary>
    public required string OtlpKey { get; init; }

    /// <summary>What readers of <c>/api/telemetry</c> send (<c>x-api-key</c>).</summary>
    public required string ApiKey { get; init; }

    /// <summary>What the dashboard sends to the resource service.</summary>
    public required string ResourceServiceKey { get; init; }

    public string LoginUrl => $"{Url}/login?t={BrowserToken}";

    public TelemetryTarget Telemetry => new(OtlpHttpUrl, OtlpKey);

    public IReadOnlyDictionary<string, string> Urls =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["http"] = Url, ["otlp-http"] = OtlpHttpUrl, ["otlp-grpc"] = OtlpGrpcUrl };

    /// <exception cref="TopologyException">The program is not there.</exception>
    public static DashboardSettings Create(string program, PortPlan ports, SecretStore secrets, DataFolder data) => new()
    {
        Program = File.Exists(program) ? program : throw new TopologyException($"--dashboard names {program}, which does not exist."),
        Home = data.Part("run"),
        Url = NextUrl(ports),
        OtlpGrpcUrl = NextUrl(ports),
        OtlpHttpUrl = NextUrl(ports),
        ResourceServicePort = ports.Take("dashboard"),
        BrowserToken = secrets.GetOrCreate("dashboard-token"),
        OtlpKey = secrets.GetOrCreate("dashboard-otlp-key"),
        ApiKey = secrets.GetOrCreate("dashboard-api-key"),
        ResourceServiceKey = secrets.GetOrCreate("dashboard-resource-key"),
    };

    private static string NextUrl(PortPlan ports) =>
        $"http://{EndpointFact.Host}:{ports.Take("dashboard").ToString(CultureInfo.InvariantCulture)}";
}
