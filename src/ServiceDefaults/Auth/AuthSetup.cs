using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Streaming.ServiceDefaults;

/// <summary>Names of the authorization policies.</summary>
public static class AuthPolicies
{
    /// <summary>A signed-in person, not a guest.</summary>
    public const string Person = "person";

    /// <summary>An operator of the platform.</summary>
    public const string Admin = "admin";
}

internal static class AuthSetup
{
    public static void AddTokenSignIn(this IServiceCollection services)
    {
        services.AddHttpClient("jwks", client => client.Timeout = TimeSpan.FromSeconds(5));
        services.TryAddSingleton<ITokenKeys, SigningKeys>();
        services.AddAuthentication(BearerHandler.Scheme_)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme_, configureOptions: null);
        services.AddAuthorizationBuilder()
            .AddPolicy(AuthPolicies.Person, p => p.RequireAssertion(c => Caller.From(c.User) is { IsGuest: false }))
            .AddPolicy(AuthPolicies.Admin, p => p.RequireAssertion(c => Caller.From(c.User) is { IsAdmin: true }));
    }

    /// <summary>A token that was shown but is not valid answers 401 even where none is needed: the client learns that it must refresh.</summary>
    public static void UseTokenSignIn(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.Use(async (context, next) =>
        {
            // The token was verified by the middleware above, whose result is given again; it keeps only successes itself.
            if ((await context.AuthenticateAsync()).Failure is not null)
            {
                await context.ChallengeAsync();
                return;
            }

            await next(context);
        });
        app.UseAuthorization();
    }
}
