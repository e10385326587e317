using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Streaming.ServiceDefaults;

/// <summary>
/// Traces, metrics and logs over OTLP. The instrumentation packages can't be restored where this is built; ASP.NET Core,
/// HttpClient, Npgsql and MassTransit emit their own activities and meters, which is what those packages listen to.
/// </summary>
public static class TelemetrySetup
{
    internal const string OutboxSource = "Streaming.Outbox";

    /// <summary>The prefix of this platform's own activity sources and meters.</summary>
    public const string OwnSources = "Streaming.*";

    /// <summary>Sends telemetry where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; without it, none is collected.</summary>
    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return builder;
        }

        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", isEnabled: false);
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(r => r.AddEnvironmentVariableDetector().AddTelemetrySdk())
            .SetSampler(WorthTracing.Create())
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", "MassTransit", "Npgsql", OwnSources)
            .AddOtlpExporter()
            .Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(r => r.AddEnvironmentVariableDetector())
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit", OwnSources)
            .AddOtlpExporter()
            .Build());
        builder.Services.AddHostedService<TelemetryStart>();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeScopes = true;
            logs.IncludeFormattedMessage = true;
            logs.SetResourceBuilder(ResourceBuilder.CreateDefault().AddEnvironmentVariableDetector());
            logs.AddOtlpExporter();
        });
        return builder;
    }

    /// <summary>Names server spans by route, as the instrumentation package would.</summary>
    internal static void UseSpanNames(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity)
        {
            // An exception handler takes the endpoint off the request. Without one the path stays out of the name: anybody may make up paths.
            var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
            var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
            activity.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
            activity.SetTag("http.route", route);
            activity.SetTag("http.response.status_code", context.Response.StatusCode);
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                activity.SetStatus(System.Diagnostics.ActivityStatusCode.Error);
            }
        }
    });

    /// <summary>Builds the providers before the first request; they stop with the host.</summary>
    private sealed class TelemetryStart(TracerProvider tracer, MeterProvider meter) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            tracer.ForceFlush(timeoutMilliseconds: 1000);
            meter.ForceFlush(timeoutMilliseconds: 1000);
            return Task.CompletedTask;
        }
    }
}
