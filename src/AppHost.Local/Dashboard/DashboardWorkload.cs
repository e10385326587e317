using System.Globalization;
using Streaming.AppHost.Local.Engine;
using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Dashboard;

/// <summary>The real Aspire dashboard as a process: sign-in by token, keys on every other door.</summary>
internal sealed class DashboardWorkload(DashboardSettings settings) : IWorkload
{
    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Launch CreateLaunch() => new()
    {
        FileName = settings.Program,
        Arguments = ["dashboard"],
        WorkingDirectory = Path.GetDirectoryName(settings.Program)!,
        StopTimeout = TimeSpan.FromSeconds(3),
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = settings.Home,
            ["ASPNETCORE_URLS"] = settings.Url,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = settings.OtlpGrpcUrl,
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = settings.OtlpHttpUrl,
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] =
                $"http://{EndpointFact.Host}:{settings.ResourceServicePort.ToString(CultureInfo.InvariantCulture)}",
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = settings.BrowserToken,
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = settings.OtlpKey,
            ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__API__PRIMARYAPIKEY"] = settings.ApiKey,
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = settings.ResourceServiceKey,
        },
    };

    public int? Port => new Uri(settings.Url).Port;

    public Task CheckAsync(CancellationToken cancellationToken) => HttpCheck.RunAsync($"{settings.Url}/health", 200, cancellationToken);
}
