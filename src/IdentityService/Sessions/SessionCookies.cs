namespace Streaming.IdentityService.Sessions;

/// <summary>The cookies of browsers: HttpOnly, SameSite=Lax, Secure on https.</summary>
internal static class SessionCookies
{
    public const string Session = "session";
    public const string Guest = "guest";

    public static void Set(HttpContext context, string name, string secret, TimeSpan lifetime) =>
        context.Response.Cookies.Append(name, secret, Options(context, lifetime));

    public static void Clear(HttpContext context, string name) => context.Response.Cookies.Delete(name, Options(context, lifetime: null));

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
