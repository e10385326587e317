using Streaming.Gateway.Routing;

namespace Streaming.Gateway.SignIn;

/// <summary>
/// Signs browsers in: the cookie <c>session</c>, else <c>guest</c>, becomes <c>Authorization: Bearer</c> before the access
/// token is verified. A request that brings an access token of its own is left as it is. A cookie that is worth nothing any
/// more is removed from the browser, which then counts as not signed in.
/// </summary>
internal sealed class CookieSignIn(RequestDelegate next, CookieTokens tokens)
{
    public const string SessionCookie = "session";
    public const string GuestCookie = "guest";
    private static readonly string[] Names = [SessionCookie, GuestCookie];

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>() is { ForeignBearer: false } route
            && !BringsToken(context.Request)
            && await TradeAsync(context) is { } traded)
        {
            Csrf.Require(context);
            context.Request.Headers.Authorization = $"Bearer {traded.Token}";
            if (route.Service == "identity")
            {
                ForgetWhenChanged(context, traded.Cookie);
            }
        }

        await next(context);
    }

    private async Task<(CookieKey Cookie, string Token)?> TradeAsync(HttpContext context)
    {
        foreach (var name in Names)
        {
            if (context.Request.Cookies[name] is not { Length: > 0 } secret)
            {
                continue;
            }

            var cookie = new CookieKey(name, secret);
            if (await tokens.TradeAsync(cookie, context.RequestAborted) is { } token)
            {
                return (cookie, token);
            }

            context.Response.Cookies.Delete(name, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps });
        }

        return null;
    }

    private static bool BringsToken(HttpRequest request) =>
        request.Headers.ContainsKey("Authorization")
        || (request.Path.StartsWithSegments("/hubs") && request.Query.ContainsKey("access_token"));

    /// <summary>After a sign-out or a change of the profile the cached token says what is no longer so. Runs before the client sees the answer.</summary>
    private void ForgetWhenChanged(HttpContext context, CookieKey cookie)
    {
        if (!Csrf.IsSafe(context.Request))
        {
            context.Response.OnStarting(() =>
            {
                tokens.Forget(cookie);
                return Task.CompletedTask;
            });
        }
    }
}
