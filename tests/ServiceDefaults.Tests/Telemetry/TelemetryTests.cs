using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Streaming.ServiceDefaults.Tests.Support;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Telemetry;

/// <summary>The exporter reads the process' environment, so nothing else may start beside this.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests
{
    [Fact]
    public async Task WithAnOtlpEndpoint_TracesMetricsAndLogsArriveUnderTheServicesName()
    {
        var received = new ConcurrentBag<(string Path, string Text)>();
        await using var collector = await TestService.StartAsync(map: app => app.MapPost("/v1/{signal}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Add((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        }));
        using var environment = new EnvironmentVariables(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Http.BaseAddress!.ToString()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_SERVICE_NAME", "test-service"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "100"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"));

        await using var service = await TestService.StartAsync(map: app => app.MapGet("/things/{id}", string (string id) => throw new InvalidOperationException("broken")));
        await service.Http.GetAsync("/health/live");
        await service.Http.GetAsync("/things/5");

        await Eventually.BecomesTrueAsync(() => received.Any(r => r.Path == "/v1/traces" && r.Text.Contains("GET /things/{id}") && r.Text.Contains("test-service")));
        received.ShouldNotContain(r => r.Path == "/v1/traces" && r.Text.Contains("/health/live"), "health checks and polls are not worth a trace");
        await Eventually.BecomesTrueAsync(() => received.Any(r => r.Path == "/v1/metrics" && r.Text.Contains("http.server.request.duration")));
        await Eventually.BecomesTrueAsync(() => received.Any(r => r.Path == "/v1/logs" && r.Text.Contains("broken")));
    }

    private sealed class EnvironmentVariables : IDisposable
    {
        private readonly (string Name, string Value)[] _variables;

        public EnvironmentVariables(params (string Name, string Value)[] variables)
        {
            _variables = variables;
            foreach (var (name, value) in variables)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        public void Dispose()
        {
            foreach (var (name, _) in _variables)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
