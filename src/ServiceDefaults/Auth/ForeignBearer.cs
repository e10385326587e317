using Microsoft.AspNetCore.Builder;

namespace Streaming.ServiceDefaults;

/// <summary>
/// Marks a route whose <c>Authorization</c> header is not one of our access tokens but, say, a stream key or a media token.
/// Nobody counts as signed in there, and the header does not answer 401.
/// </summary>
public sealed class ForeignBearer
{
    internal static readonly ForeignBearer Instance = new();

    private ForeignBearer()
    {
    }
}

/// <summary>Marks routes with <see cref="ForeignBearer"/>.</summary>
public static class ForeignBearerRoutes
{
    /// <summary>The route reads the <c>Authorization</c> header itself.</summary>
    public static TBuilder WithForeignBearer<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(ForeignBearer.Instance);
}
