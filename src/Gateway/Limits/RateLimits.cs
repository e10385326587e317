using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Streaming.Gateway.Routing;
using Streaming.ServiceDefaults;

namespace Streaming.Gateway.Limits;

/// <summary>
/// How many requests one party may make, per gateway replica. A party is the signed-in person or guest, else the client's
/// address (of IPv6 the /64 network, which is what one household gets). Limits are token buckets: a burst at once, then a
/// steady rate. Beyond, 429 with <c>Retry-After</c>. The setting <c>RateLimits:Enabled=false</c> turns them off;
/// <c>RateLimits:{limit}:Burst</c> and <c>…:PerMinute</c> change one.
/// </summary>
internal static class RateLimits
{
    /// <summary>Everything that no other limit names: 300 at once, 1,200 per minute and party.</summary>
    public const string Api = "api";

    /// <summary>Login and registration: 20 at once, 20 per minute and address.</summary>
    public const string SignIn = "signin";

    /// <summary>New guests: 60 at once, 60 per minute and address.</summary>
    public const string Guest = "guest";

    /// <summary>Media signalling, HLS, WHIP: 300 at once, 1,800 per minute and party.</summary>
    public const string Media = "media";

    private static readonly Dictionary<string, (int Burst, int PerMinute)> Defaults = new(StringComparer.Ordinal)
    {
        [Api] = (300, 1200),
        [SignIn] = (20, 20),
        [Guest] = (60, 60),
        [Media] = (300, 1800),
    };

    public static WebApplicationBuilder AddRateLimits(this WebApplicationBuilder builder)
    {
        var options = Defaults.ToDictionary(limit => limit.Key, limit => Bucket(builder.Configuration.GetSection($"RateLimits:{limit.Key}"), limit.Value), StringComparer.Ordinal);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.OnRejected = (rejected, _) => throw Problem.TooMany(
                "Too many requests. Slow down a little.",
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string Limit, string Party)>(context =>
                context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>() is { } route
                    ? RateLimitPartition.GetTokenBucketLimiter((Limit: route.RateLimit, Party: PartyOf(context, route.RateLimit)), key => options[key.Limit])
                    : RateLimitPartition.GetNoLimiter((Limit: "none", Party: "")));
        });
        return builder;
    }

    public static void UseRateLimits(this WebApplication app)
    {
        if (app.Configuration.GetValue("RateLimits:Enabled", defaultValue: true))
        {
            app.UseRateLimiter();
        }
    }

    private static TokenBucketRateLimiterOptions Bucket(IConfiguration settings, (int Burst, int PerMinute) standard)
    {
        var perSecond = settings.GetValue("PerMinute", standard.PerMinute) / 60.0;
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.GetValue("Burst", standard.Burst),
            TokensPerPeriod = Math.Max(1, (int)perSecond),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 1 / perSecond)),
            QueueLimit = 0,
        };
    }

    private static string PartyOf(HttpContext context, string limit)
    {
        var isSignIn = limit is SignIn or Guest;
        return !isSignIn && Caller.From(context.User) is { } caller ? caller.Id : NetworkOf(context.Connection.RemoteIpAddress);
    }

    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
