using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Streaming.ServiceDefaults;

/// <summary>
/// IdentityService's public keys as this process knows them. Fetched when an unknown key id turns up; the outcome, a
/// failure too, stands for <see cref="MinRefetch"/>. Known keys go on working while IdentityService is down. The setting <c>Auth:Jwks</c>
/// (a key set as JSON) takes the place of asking.
/// </summary>
internal sealed class SigningKeys(IConfiguration configuration, IHttpClientFactory http, TimeProvider time, ILogger<SigningKeys> logger) : ITokenKeys, IDisposable
{
    public static readonly TimeSpan MinRefetch = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _fetching = new(1);
    private volatile JsonWebKeySet? _keys;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;
    private bool _failed;

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
            if (_keys?.Find(keyId) is null && time.GetUtcNow() - _askedAt >= MinRefetch)
            {
                await AskAsync(cancellation);
            }

            return _keys?.Find(keyId) ?? (_failed ? throw Problem.Unavailable("Sign-in can't be checked right now.") : null);
        }
        finally
        {
            _fetching.Release();
        }
    }

    /// <summary>Asks one replica after the other; where no address is configured there is nothing to ask.</summary>
    private async Task AskAsync(CancellationToken cancellation)
    {
        Exception? failure = null;
        foreach (var replica in configuration.GetSection("services:identity:http").GetChildren())
        {
            try
            {
                using var client = http.CreateClient("jwks");
                _keys = JsonWebKeySet.Parse(await client.GetStringAsync($"{replica.Value?.TrimEnd('/')}/.well-known/jwks.json", cancellation));
                failure = null;
                break;
            }
            catch (Exception e) when (e is HttpRequestException or FormatException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
            {
                failure = e;
            }
        }

        (_failed, _askedAt) = (failure is not null, time.GetUtcNow());
        if (failure is not null)
        {
            logger.LogWarning(failure, "IdentityService's keys can't be fetched");
        }
    }

    public void Dispose() => _fetching.Dispose();
}
