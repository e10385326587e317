namespace Streaming.IdentityService.Sessions;

/// <summary>How a client keeps its sign-in.</summary>
internal enum SessionKind
{
    /// <summary>The client holds an access token and a rotating refresh token.</summary>
    Tokens,

    /// <summary>The browser holds an HttpOnly cookie; tokens stay out of reach of scripts.</summary>
    Cookie,
}

internal static class SessionKinds
{
    /// <summary>A browser asks for a cookie with <c>X-Session: cookie</c>, which no form or foreign page can send without a CORS preflight.</summary>
    public const string Header = "X-Session";

    public static SessionKind Of(HttpContext context) =>
        context.Request.Headers[Header] == "cookie" ? SessionKind.Cookie : SessionKind.Tokens;
}
