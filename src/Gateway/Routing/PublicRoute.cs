namespace Streaming.Gateway.Routing;

/// <summary>One line of the gateway's table of routes; becomes metadata of its endpoint.</summary>
/// <param name="Service">Who answers: a service of the configuration, or <see cref="Upstreams.LiveKit"/>.</param>
/// <param name="Path">As in ASP.NET Core routing; the more precise path wins.</param>
internal sealed record PublicRoute(string Service, string Path)
{
    /// <summary>Which limit of <see cref="Limits.RateLimits"/> counts a request.</summary>
    public string RateLimit { get; init; } = Limits.RateLimits.Api;

    /// <summary>Largest request body in bytes.</summary>
    public long MaxBodyBytes { get; init; } = ServiceDefaults.ServiceHost.MaxBodyBytes;

    /// <summary>The Authorization header is not an access token of ours, and cookies do not sign in.</summary>
    public bool ForeignBearer { get; init; }

    /// <summary>The service reads and sets the sign-in cookies themselves.</summary>
    public bool SeesCookies { get; init; }

    /// <summary>Where the service has it, if elsewhere.</summary>
    public string? PathThere { get; init; }
}
