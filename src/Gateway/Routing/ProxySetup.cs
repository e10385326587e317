using Microsoft.AspNetCore.Server.Kestrel.Core;
using Streaming.ServiceDefaults;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace Streaming.Gateway.Routing;

internal static class ProxySetup
{
    /// <summary>Longest request line in bytes: a media client's first offer travels in the query of <c>/rtc/v1</c>.</summary>
    public const int MaxRequestLineBytes = 128 * 1024;

    /// <summary>Headers that would let a client claim another address or, inside, another identity.</summary>
    private static readonly string[] NotFromClients = ["Forwarded", "X-Forwarded-Prefix", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL"];

    public static WebApplicationBuilder AddPublicRoutes(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes);
        builder.Services.AddSingleton<IPassiveHealthCheckPolicy, UnreachablePolicy>();
        builder.Services.AddReverseProxy()
            .LoadFromMemory([.. PublicRoutes.All.Select(Route)], Upstreams.All(builder.Configuration))
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = Upstreams.ConnectLimit)
            .AddTransforms(transforms =>
            {
                var route = PublicRoutes.ByPath[transforms.Route.RouteId];
                foreach (var header in NotFromClients)
                {
                    transforms.AddRequestHeaderRemove(header);
                }

                if (!route.SeesCookies)
                {
                    transforms.AddRequestHeaderRemove("Cookie");
                }

                if (route.PathThere is { } path)
                {
                    transforms.AddPathSet(path);
                }
            });
        return builder;
    }

    public static void MapPublicRoutes(this WebApplication app) => app
        .MapReverseProxy(proxy =>
        {
            proxy.Use(UpstreamFailures.InvokeAsync);
            proxy.Use(RetryElsewhere.InvokeAsync);
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        })
        .ConfigureEndpoints((endpoint, config) =>
        {
            var route = PublicRoutes.ByPath[config.RouteId];
            endpoint.WithMetadata(route);
            if (route.ForeignBearer)
            {
                endpoint.WithForeignBearer();
            }
        });

    private static RouteConfig Route(PublicRoute route) => new()
    {
        RouteId = route.Path,
        ClusterId = route.Service,
        Match = new RouteMatch { Path = route.Path },
    };
}
