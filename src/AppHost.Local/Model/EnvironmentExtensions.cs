using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

#pragma warning disable CS1591 // documented by Aspire

public static class EnvironmentExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.Set(name, _ => ValueTask.FromResult(value));

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value)
        where T : IResourceWithEnvironment => builder.WithEnvironment(name, ReferenceExpression.Create(value));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithEnvironment => builder.Set(name, value.GetValueAsync);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment => builder.Refer(endpointReference.Resource).Set(name, endpointReference.GetValueAsync);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => builder.Set(name, parameter.Resource.GetValueAsync);

    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null)
        where T : IResourceWithEnvironment =>
        builder.Refer(source.Resource).Set($"ConnectionStrings__{connectionName ?? source.Resource.Name}", source.Resource.GetValueAsync);

    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment
    {
        var service = source.Resource;
        builder.Refer(service).Resource.Facts.Environment.Add((environment, _) =>
        {
            foreach (var endpoint in service.Facts.Endpoints.Where(endpoint => endpoint.IsHttp))
            {
                for (var replica = 0; replica < service.Facts.Replicas; replica++)
                {
                    environment[$"services__{service.Name}__{endpoint.Name}__{replica.ToString(CultureInfo.InvariantCulture)}"] = endpoint.UrlOf(replica);
                }
            }

            return ValueTask.CompletedTask;
        });
        return builder;
    }

    private static IResourceBuilder<T> Refer<T>(this IResourceBuilder<T> builder, IResource target)
        where T : IResource
    {
        builder.Resource.Facts.References.Add(target);
        return builder;
    }

    private static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, string name, Func<CancellationToken, ValueTask<string?>> value)
        where T : IResource
    {
        builder.Resource.Facts.Environment.Add(async (environment, cancellationToken) =>
        {
            if (await value(cancellationToken) is { } text)
            {
                environment[name] = text;
            }
        });
        return builder;
    }
}

#pragma warning restore CS1591
