using System.Buffers.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Streaming.Gateway.SignIn;

/// <summary>A cookie by name and value.</summary>
internal readonly record struct CookieKey(string Name, string Secret)
{
    /// <summary>Whether it can be one of ours: 256 bits as base64url.</summary>
    public bool IsWellFormed => Secret.Length == 43 && Base64Url.IsValid(Secret);
}

/// <summary>
/// What cookies are worth, remembered until shortly before the access token expires. However many requests of a cookie
/// arrive at once, IdentityService is asked once. At most <see cref="Capacity"/> cookies are remembered; beyond, IdentityService
/// is asked more often.
/// </summary>
internal sealed class CookieTokens(TokenExchange exchange, TimeProvider time) : IDisposable
{
    /// <summary>Cookies remembered at once; about 1 KB each.</summary>
    public const int Capacity = 50_000;

    /// <summary>A token is not used in its last seconds, so that it does not expire on its way.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    /// <summary>How long a cookie that is worth nothing is not asked about again; a session that ended never comes back.</summary>
    public static readonly TimeSpan WorthlessFor = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = Capacity });
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(10) };
    private readonly Lock _adding = new();

    /// <summary>The access token of a cookie, or null when it is worth nothing.</summary>
    /// <exception cref="ServiceDefaults.ProblemException">503 when IdentityService can't be reached.</exception>
    public async Task<string?> TradeAsync(CookieKey cookie, CancellationToken cancellation)
    {
        if (!cookie.IsWellFormed)
        {
            return null;
        }

        var trade = TradeOf(cookie, notThis: null);
        var traded = await trade.WaitAsync(cancellation);
        return traded.GoodUntil > time.GetUtcNow()
            ? traded.Token
            : (await TradeOf(cookie, notThis: trade).WaitAsync(cancellation)).Token;
    }

    /// <summary>Asks again at the next request.</summary>
    public void Forget(CookieKey cookie) => _cache.Remove(cookie);

    public void Dispose() => _cache.Dispose();

    /// <summary>The trade that is remembered or under way, or a new one where there is none but a failed or outworn one.</summary>
    private Task<Traded> TradeOf(CookieKey cookie, Task<Traded>? notThis)
    {
        lock (_adding)
        {
            return _cache.TryGetValue(cookie, out Task<Traded>? known) && known != notThis && known is { IsFaulted: false, IsCanceled: false }
                ? known
                : _cache.Set(cookie, AskAsync(cookie), Entry);
        }
    }

    /// <summary>Not cancelled with the request that happened to be first: others wait for the same answer.</summary>
    private async Task<Traded> AskAsync(CookieKey cookie)
    {
        var askedAt = time.GetUtcNow();
        var answer = await exchange.AskAsync(cookie);
        return answer is null
            ? new Traded(Token: null, askedAt + WorthlessFor)
            : new Traded(answer.AccessToken, askedAt + TimeSpan.FromSeconds(answer.ExpiresIn) - Margin);
    }

    private sealed record Traded(string? Token, DateTimeOffset GoodUntil);
}
