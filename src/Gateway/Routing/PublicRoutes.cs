using Streaming.Gateway.Limits;

namespace Streaming.Gateway.Routing;

/// <summary>
/// Everything that can be reached from outside, and who answers it. What is not in this table is not public: services have
/// routes of their own under <c>/internal</c>, and the media server's <c>/twirp</c> API is for StreamService alone.
/// </summary>
internal static class PublicRoutes
{
    /// <summary>Uploads: 5 MB and room for the multipart frame around them.</summary>
    public const long MaxUploadBytes = (5 * 1024 * 1024) + (64 * 1024);

    public static readonly IReadOnlyList<string> Services = ["identity", "stream", "chat", "gift", "wallet", "notification"];

    public static IReadOnlyList<PublicRoute> All { get; } =
    [
        new("identity", "/api/auth/login") { RateLimit = RateLimits.SignIn, SeesCookies = true },
        new("identity", "/api/auth/register") { RateLimit = RateLimits.SignIn, SeesCookies = true },
        new("identity", "/api/auth/guest") { RateLimit = RateLimits.Guest, SeesCookies = true },
        new("identity", "/api/auth/{**rest}") { SeesCookies = true },
        new("identity", "/api/users/{idOrName}"),
        new("identity", "/api/upload/avatar") { MaxBodyBytes = MaxUploadBytes },

        new("chat", "/hubs/{**rest}"),
        new("chat", "/api/streams/{id}/messages"),
        new("chat", "/api/streams/{id}/chat-settings"),
        new("chat", "/api/streams/{id}/join"),
        new("chat", "/api/streams/{id}/leave"),
        new("chat", "/api/streams/{id}/viewers"),
        new("chat", "/api/messages/{**rest}"),
        new("chat", "/api/reports/{**rest}"),
        new("chat", "/api/users/{id}/block"),
        new("chat", "/api/channels/{id}/filters/{**rest}"),
        new("chat", "/api/channels/{id}/bans/{**rest}"),
        new("chat", "/api/channels/{id}/moderators/{**rest}"),

        new("gift", "/api/gifts/{**rest}"),
        new("gift", "/api/streams/{id}/gifts/{**rest}"),
        new("gift", "/api/streams/{id}/leaderboard"),
        new("gift", "/api/channels/{id}/leaderboard"),

        new("wallet", "/api/tokens/{**rest}"),
        new("wallet", "/api/creators/me/earnings/{**rest}"),
        new("wallet", "/api/payouts/{**rest}"),
        new("wallet", "/api/admin/ledger/{**rest}"),

        new("notification", "/api/notifications/{**rest}"),

        new("stream", "/api/upload/{**rest}") { MaxBodyBytes = MaxUploadBytes },
        new("stream", "/api/whip/{**rest}") { RateLimit = RateLimits.Media, ForeignBearer = true },
        new("stream", "/api/whep/{**rest}") { RateLimit = RateLimits.Media },
        new("stream", "/hls/{**rest}") { RateLimit = RateLimits.Media },
        new("stream", "/livekit/webhook") { RateLimit = RateLimits.Media, ForeignBearer = true },
        new("stream", "/api/{**rest}"),

        new(Upstreams.LiveKit, "/rtc/{**rest}") { RateLimit = RateLimits.Media, ForeignBearer = true },

        .. Services.Select(service => new PublicRoute(service, $"/openapi/{service}.json") { PathThere = "/openapi/v1.json" }),
    ];

    public static IReadOnlyDictionary<string, PublicRoute> ByPath { get; } = All.ToDictionary(route => route.Path, StringComparer.Ordinal);
}
