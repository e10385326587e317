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
            if (configuration["services:identity:http:0"] is { } identity && time.GetUtcNow() - _fetchedAt >= MinRefetch)
            {
                _fetchedAt = time.GetUtcNow();
                using var client = http.CreateClient("jwks");
                _keys = JsonWebKeySet.Parse(await client.GetStringAsync($"{identity.TrimEnd('/')}/.well-known/jwks.json", cancellation));
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            _fetchedAt = DateTimeOffset.MinValue;
            logger.LogWarning(e, "IdentityService's keys can't be fetched");
            throw Problem.Unavailable("Sign-in can't be checked right now.");
        }
        finally
        {
            _fetching.Release();
        }

        return _keys?.Find(keyId);
    }

    public void Dispose() => _fetching.Dispose();
}
