using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Streaming.ServiceDefaults;

/// <summary>
/// The frame of every service: <c>CreateBuilder</c>, then what the service needs (<c>AddDatabase</c>, <c>AddBus</c> …), <c>Build</c>,
/// <see cref="UseServiceDefaults"/>, its routes, <see cref="RunServiceAsync"/>.
/// </summary>
public static class ServiceHost
{
    /// <summary>Request bodies beyond this answer 413, in bytes; uploads raise it per route.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>A builder with telemetry, sign-in, problem details, health, OpenAPI, validation and the house's JSON.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddLogLevels();
        if (IsDescribing(args, out _))
        {
            // The bus is put together though never started, and insists on an address.
            builder.Configuration["ConnectionStrings:rabbitmq"] ??= "amqp://localhost";
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        // It logs addresses with their query, which can carry an access token; traces tell of requests anyway.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.AddTelemetry();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddProblemResponses();
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddTokenSignIn();
        builder.Services.AddHealthChecks();
#pragma warning disable ASP0029 // See ReflectedValidation.
        builder.Services.AddValidation(validation => validation.Resolvers.Insert(0, new ReflectedValidation()));
#pragma warning restore ASP0029
        builder.Services.AddOpenApi(OpenApiDescription.DocumentName, OpenApiDescription.Configure);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.ReadCommentHandling = JsonCommentHandling.Disallow;
        });
        builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders =
            ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);
        return builder;
    }

    /// <summary>Adds the middleware that every request passes, in its order, and the health and OpenAPI routes.</summary>
    /// <param name="app">The service.</param>
    /// <param name="beforeSignIn">Middleware that runs when the route is known and before the access token is verified.</param>
    public static WebApplication UseServiceDefaults(this WebApplication app, Action<IApplicationBuilder>? beforeSignIn = null)
    {
        app.UseForwardedHeaders();
        app.UseSpanNames();
        app.UseProblemResponses();
        app.UseRouting();
        beforeSignIn?.Invoke(app);
        app.UseTokenSignIn();
        app.UseIdempotencyKeys();
        app.MapHealth();
        app.MapOpenApi();
        return app;
    }

    /// <summary>Runs the service; with <c>--write-openapi FILE</c> writes its OpenAPI document instead, starting nothing.</summary>
    public static Task RunServiceAsync(this WebApplication app, string[] args) =>
        IsDescribing(args, out var file) ? OpenApiDescription.WriteAsync(app, file) : app.RunAsync();

    private static bool IsDescribing(string[] args, [NotNullWhen(true)] out string? file)
    {
        file = args is ["--write-openapi", var given] ? given : null;
        return file is not null;
    }
}
