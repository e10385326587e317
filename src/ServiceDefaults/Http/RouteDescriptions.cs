using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Streaming.ServiceDefaults;

/// <summary>Short forms for what every route says of itself in the OpenAPI document.</summary>
public static class RouteDescriptions
{
    /// <summary>Names the operation and says in a line what it does.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary) =>
        route.WithName(name).WithSummary(summary);

    /// <summary>Lists the problem statuses a route can answer with, beside 500.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.ProducesProblem(status);
        }

        return route;
    }

    /// <summary>Lists the codes that a route answers with under one status, where they are not the status' usual one.</summary>
    public static RouteHandlerBuilder WithProblem(this RouteHandlerBuilder route, int status, params string[] codes) =>
        route.ProducesProblem(status).WithMetadata(new DocumentedProblem(status, codes));

    /// <summary>Only for a signed-in person: 401 without a token, 403 for guests.</summary>
    public static TBuilder ForPeople<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(AuthPolicies.Person);

    /// <summary>Only for the platform's operators.</summary>
    public static TBuilder ForAdmins<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(AuthPolicies.Admin);
}

/// <summary>The codes of one status, for the OpenAPI document.</summary>
internal sealed record DocumentedProblem(int Status, IReadOnlyList<string> Codes);
