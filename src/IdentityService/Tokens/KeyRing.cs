using System.Security.Cryptography;
using Npgsql;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Tokens;

/// <summary>
/// The signing keys as this process knows them: read at the first need, again every <see cref="RefreshInterval"/>, and when a
/// token names an unknown key. The newest active key signs; all are published.
/// </summary>
internal sealed class KeyRing(SigningKeysStore store, TimeProvider time, ILogger<KeyRing> logger) : BackgroundService, ITokenKeys
{
    /// <summary>How soon a replica notices another's new key.</summary>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);

    /// <summary>Unknown key ids cause no more reads than one in this time.</summary>
    public static readonly TimeSpan MinReread = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile IReadOnlyList<SigningKey> _keys = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>All keys to publish.</summary>
    public async ValueTask<IReadOnlyList<SigningKey>> AllAsync(CancellationToken cancellation) =>
        _keys is { Count: > 0 } known ? known : await ReadAsync(rotateNow: false, cancellation);

    /// <summary>The key to sign with.</summary>
    public async ValueTask<SigningKey> CurrentAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var keys = await AllAsync(cancellation);
        return keys.LastOrDefault(key => key.ActiveFrom <= now) ?? keys[0];
    }

    public async ValueTask<ECDsa?> FindAsync(string keyId, CancellationToken cancellation)
    {
        if (Find(await AllAsync(cancellation), keyId) is { } known)
        {
            return known;
        }

        return time.GetUtcNow() - _readAt < MinReread ? null : Find(await ReadAsync(rotateNow: false, cancellation), keyId);
    }

    /// <summary>Publishes a following key, which signs from <see cref="SigningKeysStore.PublishedBefore"/> later on.</summary>
    public Task RotateAsync(CancellationToken cancellation) => ReadAsync(rotateNow: true, cancellation);

    public override void Dispose()
    {
        _reading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RefreshInterval, time);
        do
        {
            try
            {
                await ReadAsync(rotateNow: false, stoppingToken);
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning(e, "The signing keys can't be read right now; the known ones stay in use");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<IReadOnlyList<SigningKey>> ReadAsync(bool rotateNow, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            _keys = await store.MaintainAsync(rotateNow, cancellation);
            _readAt = time.GetUtcNow();
            return _keys;
        }
        finally
        {
            _reading.Release();
        }
    }

    private static ECDsa? Find(IReadOnlyList<SigningKey> keys, string keyId) => keys.FirstOrDefault(key => key.Id == keyId)?.Key;
}
