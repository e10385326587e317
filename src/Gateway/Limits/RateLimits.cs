using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Streaming.Gateway.Routing;
using Streaming.ServiceDefaults;

namespace Streaming.Gateway.Limits;

/// <summary>
/// How many requests one party may make, per gateway replica. A party is the signed-in person; guests, who cost nothing to
/// make, and everyone else count by the client's network: its address, of IPv6 the /64 (what one household gets). Limits are
/// token buckets: a burst at once, then a steady rate. Beyond, 429 with <c>Retry-After</c>. The setting
/// <c>RateLimits:Enabled=false</c> turns them off; <c>RateLimits:{limit}:Burst</c> and <c>…:PerMinute</c> change one.
/// </summary>
internal static class RateLimits
{
    /// <summary>Everything that no other limit names: 300 at once, 1,200 per minute and person.</summary>
    public const string Api = "api";

    /// <summary>Login and registration: 20 at once, 20 per minute and address.</summary>
    public const string SignIn = "signin";

    /// <summary>New guests: 60 at once, 60 per minute and address.</summary>
    public const string Guest = "guest";

    /// <summary>Media signalling, HLS, WHIP: 300 at once, 1,800 per minute and person.</summary>
    public const string Media = "media";

    /// <summary>Several people may stand behind one address: a network gets so many times a person's burst and rate.</summary>
    public const int PeoplePerNetwork = 3;

    private static readonly Dictionary<string, (int Burst, int PerMinute)> Defaults = new(StringComparer.Ordinal)
    {
        [Api] = (300, 1200),
        [SignIn] = (20, 20),
        [Guest] = (60, 60),
        [Media] = (300, 1800),
    };

    public static WebApplicationBuilder AddRateLimits(this WebApplicationBuilder builder)
    {
        var options = Defaults.ToDictionary(limit => limit.Key, limit => BucketsOf(limit.Key, limit.Value, builder.Configuration), StringComparer.Ordinal);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.OnRejected = (rejected, _) => throw Problem.TooMany(
                "Too many requests. Slow down a little.",
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string Limit, Party Party)>(context =>
                context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>() is { } route
                    ? RateLimitPartition.GetTokenBucketLimiter((Limit: route.RateLimit, Party: PartyOf(context, route.RateLimit)), key => options[key.Limit].For(key.Party))
                    : RateLimitPartition.GetNoLimiter((Limit: "none", Party: new Party("", IsNetwork: true))));
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

    internal static TokenBucketRateLimiterOptions Bucket(int burst, int perMinute) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1.0 / perMinute),
        QueueLimit = 0,
    };

    private static Buckets BucketsOf(string limit, (int Burst, int PerMinute) standard, IConfiguration configuration)
    {
        var settings = configuration.GetSection($"RateLimits:{limit}");
        var (burst, perMinute) = (settings.GetValue("Burst", standard.Burst), settings.GetValue("PerMinute", standard.PerMinute));
        var people = IsByNetworkAlone(limit) ? 1 : PeoplePerNetwork;
        return new Buckets(Bucket(burst, perMinute), Bucket(burst * people, perMinute * people));
    }

    private static Party PartyOf(HttpContext context, string limit) =>
        !IsByNetworkAlone(limit) && Caller.From(context.User) is { IsGuest: false } person
            ? new Party(person.Id, IsNetwork: false)
            : new Party(NetworkOf(context.Connection.RemoteIpAddress), IsNetwork: true);

    private static bool IsByNetworkAlone(string limit) => limit is SignIn or Guest;

    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private readonly record struct Party(string Key, bool IsNetwork);

    private sealed record Buckets(TokenBucketRateLimiterOptions Person, TokenBucketRateLimiterOptions Network)
    {
        public TokenBucketRateLimiterOptions For(Party party) => party.IsNetwork ? Network : Person;
    }
}
