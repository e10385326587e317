namespace Streaming.Gateway.Web;

/// <summary>Headers on every answer that keep a page to its own means: own scripts only, never framed, camera and microphone for itself.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var media = MediaOrigins(app.Configuration["LiveKit:PublicUrl"]);
        app.Use((context, next) =>
        {
            // Late, because error handling empties the headers.
            context.Response.OnStarting(() => SetAsync(context, media));
            return next(context);
        });
        app.UseHsts();
    }

    private static Task SetAsync(HttpContext context, string media)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context.Request, media);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), display-capture=(self), autoplay=(self), fullscreen=(self), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Task.CompletedTask;
    }

    private static string Policy(HttpRequest request, string media) => string.Join("; ",
        "default-src 'self'",
        $"connect-src 'self' {OwnSockets(request)} {media}".TrimEnd(),
        "img-src 'self' data: blob: https:",
        "media-src 'self' blob:",
        "worker-src 'self' blob:",
        "font-src 'self' data:",
        // React components and chart libraries set style attributes.
        "style-src 'self' 'unsafe-inline'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'");

    /// <summary>Older browsers do not count ws: of the same host as 'self'.</summary>
    private static string OwnSockets(HttpRequest request) => Uri.CheckHostName(request.Host.Host) == UriHostNameType.Unknown
        ? ""
        : $"ws://{request.Host.ToUriComponent()} wss://{request.Host.ToUriComponent()}";

    private static string MediaOrigins(string? publicUrl)
    {
        if (!Uri.TryCreate(publicUrl, UriKind.Absolute, out var url))
        {
            return "";
        }

        var secure = url.Scheme is "wss" or "https";
        return secure ? $"wss://{url.Authority} https://{url.Authority}" : $"ws://{url.Authority} http://{url.Authority}";
    }
}
