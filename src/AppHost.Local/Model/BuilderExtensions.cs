using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Streaming.AppHost.Local.Engine;

namespace Aspire.Hosting;

#pragma warning disable CS1591 // documented by Aspire

public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        var kind = protocol ?? ProtocolType.Tcp;
        var spoken = scheme ?? (kind == ProtocolType.Udp ? "udp" : "tcp");
        var endpoint = new EndpointFact(name ?? spoken, spoken, kind, port ?? targetPort, env) { IsExternal = isExternal ?? false };
        if (builder.Resource.Facts.Endpoint(endpoint.Name) is not null)
        {
            throw new TopologyException($"'{builder.Resource.Name}' has two endpoints named '{endpoint.Name}'.");
        }

        builder.Resource.Facts.Endpoints.Add(endpoint);
        return builder;
    }

    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints =>
        builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Facts.Endpoints.Where(endpoint => endpoint.IsHttp))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(builder.Resource, name);

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        builder.Resource.Facts.Health = new HttpHealthFact(path ?? "/", statusCode ?? 200, endpointName);
        return builder;
    }

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs
    {
        builder.Resource.Facts.Arguments.AddRange(args);
        return builder;
    }

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        builder.Resource.Facts.WaitsFor.Add(dependency.Resource);
        return builder;
    }

    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource
    {
        builder.Resource.Facts.ExplicitStart = true;
        return builder;
    }
}

#pragma warning restore CS1591
