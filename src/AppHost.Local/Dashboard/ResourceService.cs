using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Streaming.AppHost.Local.Engine;

namespace Streaming.AppHost.Local.Dashboard;

/// <summary>
/// Serves <c>aspire.v1.DashboardService</c> to the dashboard: HTTP/2 without TLS on 127.0.0.1, with a key on every call.
/// </summary>
internal static class ResourceService
{
    private const string Prefix = "/aspire.v1.DashboardService/";
    private const string KeyHeader = "x-resource-service-api-key";

    public static async Task<WebApplication> StartAsync(DashboardSettings settings, Fleet fleet, ResourceFeed feed)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, settings.ResourceServicePort, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.Use((context, next) => HasKey(context, settings.ResourceServiceKey)
            ? next(context)
            : GrpcCall.RefuseAsync(context, GrpcStatus.Unauthenticated, $"{KeyHeader} is missing or wrong."));

        var calls = new ResourceCalls(fleet, feed);
        Map(app, "GetApplicationInformation", ResourceCalls.DescribeApplicationAsync);
        Map(app, "WatchResources", calls.WatchResourcesAsync);
        Map(app, "WatchResourceConsoleLogs", calls.WatchConsoleLogsAsync);
        Map(app, "ExecuteResourceCommand", calls.ExecuteCommandAsync);
        Map(app, "WatchInteractions", ResourceCalls.WatchInteractionsAsync);
        app.MapFallback(context => GrpcCall.RefuseAsync(context, GrpcStatus.Unimplemented, "This engine does not know the call."));
        await app.StartAsync();
        return app;
    }

    private static void Map(WebApplication app, string call, Func<GrpcCall, Task> body) =>
        app.MapPost(Prefix + call, context => GrpcCall.RunAsync(context, app.Lifetime.ApplicationStopping, body));

    private static bool HasKey(HttpContext context, string key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers[KeyHeader].ToString()), Encoding.UTF8.GetBytes(key));
}
