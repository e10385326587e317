using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.IdentityService.Guests;
using Streaming.IdentityService.Tokens;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Sessions;

/// <summary>A cookie's value, to be traded.</summary>
/// <param name="Cookie">The cookie's name: <c>session</c> or <c>guest</c>.</param>
/// <param name="Secret">The cookie's value.</param>
public sealed record TokenExchangeRequest(
    [property: Required, AllowedValues(SessionCookies.Session, SessionCookies.Guest)] string Cookie,
    [property: Required, StringLength(200)] string Secret);

/// <summary>What a cookie is worth.</summary>
/// <param name="AccessToken">For <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds that it is valid.</param>
public sealed record TokenExchangeResponse(string AccessToken, int ExpiresIn);

/// <summary>For the gateway alone, which proxies nothing under <c>/internal</c>. Whoever holds the secret may trade it anyway.</summary>
internal static class TokenExchangeApi
{
    public static void MapTokenExchange(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/token-exchange", ExchangeAsync)
            .Describe("ExchangeCookie", "Trade a browser's cookie for a short access token.")
            .ExcludeFromDescription();

    private static async Task<Results<Ok<TokenExchangeResponse>, NotFound>> ExchangeAsync(
        TokenExchangeRequest request,
        SignIns signIns,
        AccessTokens tokens,
        CancellationToken cancellation)
    {
        var token = request.Cookie == SessionCookies.Session
            ? await signIns.TradeCookieAsync(request.Secret, cancellation)
            : GuestIdentity.FromSecret(request.Secret) is { } guest ? await tokens.ForGuestAsync(guest, cancellation) : null;
        return token is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(new TokenExchangeResponse(token, (int)AccessTokens.Lifetime.TotalSeconds));
    }
}
