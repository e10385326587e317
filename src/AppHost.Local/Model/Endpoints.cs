using System.Globalization;
using Streaming.AppHost.Local.Engine;

namespace Aspire.Hosting.ApplicationModel;

#pragma warning disable CS1591 // documented by Aspire

public enum EndpointProperty
{
    Url,
    Host,
    Port,
    Scheme,
    TargetPort,
    HostAndPort,
}

public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IValueProvider
{
    public IResourceWithEndpoints Resource { get; } = owner;

    public string EndpointName { get; } = endpointName;

    public string Url => Fact.UrlOf(replica: 0);

    public int Port => Fact.PortOf(replica: 0);

    internal EndpointFact Fact => Resource.Facts.Endpoint(EndpointName)
        ?? throw new TopologyException($"'{Resource.Name}' has no endpoint '{EndpointName}'.");

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Url);

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);
}

public sealed class EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property) : IValueProvider
{
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(property switch
    {
        EndpointProperty.Url => endpoint.Url,
        EndpointProperty.Host => EndpointFact.Host,
        EndpointProperty.Scheme => endpoint.Fact.Scheme,
        EndpointProperty.HostAndPort => $"{EndpointFact.Host}:{Port}",
        _ => Port,
    });

    private string Port => endpoint.Port.ToString(CultureInfo.InvariantCulture);
}

#pragma warning restore CS1591
