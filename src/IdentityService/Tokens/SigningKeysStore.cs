using System.Security.Cryptography;
using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Tokens;

/// <summary>The signing keys in the database, on which all replicas agree: only one adds a key at a time.</summary>
internal sealed class SigningKeysStore(Database database, TimeProvider time)
{
    /// <summary>How long a key signs before the next takes over.</summary>
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(90);

    /// <summary>A following key is published this long before it signs: several of <see cref="KeyRing.RefreshInterval"/>.</summary>
    public static readonly TimeSpan PublishedBefore = TimeSpan.FromMinutes(10);

    /// <summary>A key that signs no more is published this long: well beyond an access token's life.</summary>
    public static readonly TimeSpan PublishedAfter = TimeSpan.FromHours(1);

    private const long LockKey = 0x6B_65_79_73;

    /// <summary>All published keys, the oldest first; adds the first, or the next when the latest is old, and drops retired ones.</summary>
    /// <param name="rotateNow">Adds the next key whatever the latest's age.</param>
    /// <param name="cancellation">Cancels it.</param>
    public Task<IReadOnlyList<SigningKey>> MaintainAsync(bool rotateNow, CancellationToken cancellation) => database.TransactAsync<IReadOnlyList<SigningKey>>(
        async work =>
        {
            var now = time.GetUtcNow();
            await work.Connection.ExecuteAsync(new CommandDefinition(
                $"select pg_advisory_xact_lock({LockKey})", transaction: work.Transaction, cancellationToken: cancellation));
            var keys = await ReadAsync(work, cancellation);
            if (keys.Count == 0 || rotateNow || now - keys[^1].ActiveFrom >= KeyLifetime)
            {
                keys.Add(await AddAsync(keys.Count == 0 ? now : now + PublishedBefore, work, cancellation));
            }

            var retired = keys.Where((key, i) => i + 1 < keys.Count && keys[i + 1].ActiveFrom + PublishedAfter < now).ToList();
            await work.Connection.ExecuteAsync(new CommandDefinition(
                "delete from signing_keys where id = any(@Ids)", new { Ids = retired.Select(k => k.Id).ToArray() }, work.Transaction, cancellationToken: cancellation));
            return [.. keys.Except(retired)];
        },
        cancellation);

    private static async Task<List<SigningKey>> ReadAsync(UnitOfWork work, CancellationToken cancellation)
    {
        var rows = await work.Connection.QueryAsync<Row>(new CommandDefinition(
            "select id, private_key, active_from from signing_keys order by active_from", transaction: work.Transaction, cancellationToken: cancellation));
        return [.. rows.Select(row => new SigningKey(row.Id, Import(row.PrivateKey), row.ActiveFrom))];
    }

    private async Task<SigningKey> AddAsync(DateTimeOffset activeFrom, UnitOfWork work, CancellationToken cancellation)
    {
        var key = new SigningKey(Guid.CreateVersion7().ToString("N"), ECDsa.Create(ECCurve.NamedCurves.nistP256), activeFrom);
        await work.Connection.ExecuteAsync(new CommandDefinition(
            "insert into signing_keys (id, private_key, created_at, active_from) values (@Id, @PrivateKey, @Now, @ActiveFrom)",
            new { key.Id, PrivateKey = key.Key.ExportPkcs8PrivateKey(), Now = time.GetUtcNow(), key.ActiveFrom },
            work.Transaction,
            cancellationToken: cancellation));
        return key;
    }

    private static ECDsa Import(byte[] privateKey)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return key;
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required byte[] PrivateKey { get; init; }

        public required DateTimeOffset ActiveFrom { get; init; }
    }
}
