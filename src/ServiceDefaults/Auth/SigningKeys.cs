using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Streaming.ServiceDefaults;

/// <summary>
/// IdentityService's public keys as this process knows them. Fetched when an unknown key id turns up, at most once in
/// <see cref="MinRefetch"/>; known keys go on working while IdentityService is down. The setting <c>Auth:Jwks</c>
/// (a key set as JSON) takes the place of asking.
/// </summary>
internal sealed class SigningKeys(IConfiguration configuration, IHttpClientFactory http, TimeProvider time, ILogger<SigningKeys> logger) : ITokenKeys, IDisposable
{
    public static readonly TimeSpan MinRefetch = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _fetching = new(1);
    private volatile JsonWebKeySet? _keys;
    private DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;

    public async ValueTask<ECDsa?> FindAsync(string keyId, CancellationToken cancellation)
    {
        _keys ??= configuration["Auth:Jwks"] is { Length: > 0 } inline ? JsonWebKeySet.Parse(inline) : null;
        if (_keys?.Find(keyId) is { } known)
        {
            return known;
        }

        await _fetching.WaitAsync(cancellation);
        try
        {
            if (_keys?.Find(keyId) is null && time.GetUtcNow() - _fetchedAt >= MinRefetch && await FetchAsync(cancellation) is { } fetched)
            {
                (_keys, _fetchedAt) = (fetched, time.GetUtcNow());
            }
        }
        finally
        {
            _fetching.Release();
        }

        return _keys?.Find(keyId);
    }

    /// <summary>Asks one replica after the other; null when no address is configured.</summary>
    private async Task<JsonWebKeySet?> FetchAsync(CancellationToken cancellation)
    {
        Exception? failure = null;
        foreach (var replica in configuration.GetSection("services:identity:http").GetChildren())
        {
            try
            {
                using var client = http.CreateClient("jwks");
                return JsonWebKeySet.Parse(await client.GetStringAsync($"{replica.Value?.TrimEnd('/')}/.well-known/jwks.json", cancellation));
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
            {
                failure = e;
            }
        }

        if (failure is null)
        {
            return null;
        }

        logger.LogWarning(failure, "IdentityService's keys can't be fetched");
        throw Problem.Unavailable("Sign-in can't be checked right now.");
    }

    public void Dispose() => _fetching.Dispose();
}
