using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.IdentityService.Sessions;
using Streaming.IdentityService.Tokens;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Guests;

/// <summary>A guest's sign-in.</summary>
/// <param name="AccessToken">For <c>Authorization: Bearer</c>; null when the guest is kept in a cookie.</param>
/// <param name="ExpiresIn">Seconds that the access token is valid.</param>
/// <param name="RefreshToken">Always null: a guest without a cookie who needs longer becomes a new guest.</param>
/// <param name="Guest">Who one is now.</param>
public sealed record GuestSignedIn(string? AccessToken, int ExpiresIn, string? RefreshToken, GuestView Guest);

/// <summary>A guest as others see one.</summary>
/// <param name="Id"><c>guest_…</c>.</param>
public sealed record GuestView(string Id);

internal static class GuestsApi
{
    public static void MapGuests(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/auth/guest", SignInAsync)
            .Describe("SignInAsGuest", "Become a guest: may look, never write.")
            .WithDescription("With `X-Session: cookie` a browser stays the same guest for a year, in all its tabs.")
            .WithTags("Sign-in")
            .WithProblems(429);

    private static async Task<Ok<GuestSignedIn>> SignInAsync(AccessTokens tokens, HttpContext context, CancellationToken cancellation)
    {
        var expiresIn = (int)AccessTokens.Lifetime.TotalSeconds;
        if (SessionKinds.Of(context) == SessionKind.Cookie)
        {
            var browser = GuestIdentity.FromSecret(context.Request.Cookies[SessionCookies.Guest]) ?? GuestIdentity.New();
            SessionCookies.Set(context, SessionCookies.Guest, browser.Secret, GuestIdentity.Lifetime);
            return TypedResults.Ok(new GuestSignedIn(AccessToken: null, expiresIn, RefreshToken: null, new GuestView(browser.Id)));
        }

        var guest = GuestIdentity.New();
        var token = await tokens.ForGuestAsync(guest, cancellation);
        return TypedResults.Ok(new GuestSignedIn(token, expiresIn, RefreshToken: null, new GuestView(guest.Id)));
    }
}
