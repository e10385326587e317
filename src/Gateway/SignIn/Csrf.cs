using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Streaming.ServiceDefaults;

namespace Streaming.Gateway.SignIn;

/// <summary>
/// Keeps other sites from using a browser's cookie. What may change something must carry <c>X-CSRF: 1</c>, which a foreign
/// page can't send without a CORS preflight, and an <c>Origin</c>, if there is one, of our own. A WebSocket knows no such
/// header, but browsers always send its <c>Origin</c>.
/// </summary>
internal static class Csrf
{
    public const string Header = "X-CSRF";

    /// <exception cref="ProblemException">403 forbidden.</exception>
    public static void Require(HttpContext context)
    {
        var request = context.Request;
        if (IsWebSocket(context))
        {
            if (!IsOwnOrigin(request))
            {
                throw Problem.Forbidden("A WebSocket that is signed in by cookie must come from this site's own pages.");
            }
        }
        else if (!IsSafe(request))
        {
            if (request.Headers[Header] != "1")
            {
                throw Problem.Forbidden($"A request that is signed in by cookie needs the header {Header}: 1.");
            }

            if (request.Headers.ContainsKey(HeaderNames.Origin) && !IsOwnOrigin(request))
            {
                throw Problem.Forbidden("A request that is signed in by cookie must come from this site's own pages.");
            }
        }
    }

    /// <summary>Whether the method may not change anything (RFC 9110 §9.2.1).</summary>
    public static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static bool IsWebSocket(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }
        || context.Request.Headers.Upgrade.Any(value => value?.Contains("websocket", StringComparison.OrdinalIgnoreCase) == true);

    private static bool IsOwnOrigin(HttpRequest request) =>
        string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
