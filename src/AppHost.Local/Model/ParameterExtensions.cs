using Aspire.Hosting.ApplicationModel;
using Streaming.AppHost.Local.Engine;

namespace Aspire.Hosting;

#pragma warning disable CS1591 // documented by Aspire

public static class ParameterExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddParameter(name, () => throw new TopologyException($"The parameter '{name}' has no value: set Parameters__{name}."), secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.AddParameter(
            name,
            () => persist ? builder.Secrets.GetOrCreate(name, value.GetDefaultValue) : value.GetDefaultValue(),
            secret);

    private static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> fallback, bool secret) =>
        builder.AddResource(new ParameterResource(name, () => builder.Configuration[$"Parameters:{name}"] ?? fallback(), secret));
}

#pragma warning restore CS1591
