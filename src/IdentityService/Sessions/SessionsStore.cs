using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Sessions;

/// <summary>
/// Sessions and their refresh tokens. Always holds: a session has at most one unused refresh token; a refresh token is used
/// at most once; showing a used one ends its session for good, without leeway, since it proves that two parties hold it.
/// </summary>
internal sealed class SessionsStore(Database database, TimeProvider time)
{
    /// <summary>A cookie's session ends this long after the sign-in, a refresh token's this long after the last refresh.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Sessions that one person may have at once; a further sign-in forgets the oldest.</summary>
    public const int MaxPerAccount = 50;

    /// <summary>Starts a session as part of a transaction.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="kind">How the client keeps it.</param>
    /// <param name="secret">The cookie's value or the first refresh token.</param>
    /// <param name="work">The transaction.</param>
    /// <param name="cancellation">Cancels it.</param>
    public async Task<Guid> StartAsync(Guid account, SessionKind kind, string secret, UnitOfWork work, CancellationToken cancellation)
    {
        var (id, now) = (Guid.CreateVersion7(), time.GetUtcNow());
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            delete from sessions where id in (
                select id from sessions where account_id = @account order by created_at desc, id desc offset @Others);
            insert into sessions (id, account_id, cookie_hash, created_at, expires_at) values (@id, @account, @cookie, @now, @expires)
            """,
            new { id, account, cookie = kind == SessionKind.Cookie ? Secret.Hash(secret) : null, now, expires = now + Lifetime, Others = MaxPerAccount - 1 },
            work.Transaction,
            cancellationToken: cancellation));
        if (kind == SessionKind.Tokens)
        {
            await AddRefreshTokenAsync(id, secret, now, work, cancellation);
        }

        return id;
    }

    /// <summary>Trades a refresh token for the next one.</summary>
    /// <returns>The session, or null when the token is unknown, was used before, or its session is over.</returns>
    public Task<SessionOfAccount?> RotateAsync(string token, string next, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var now = time.GetUtcNow();
            var shown = await work.Connection.QuerySingleOrDefaultAsync<ShownToken>(new CommandDefinition(
                """
                select s.id as session_id, s.account_id, t.used_at is not null as used, s.ended_at is null and s.expires_at > @now as alive
                from refresh_tokens t join sessions s on s.id = t.session_id where t.hash = @hash for update
                """,
                new { hash = Secret.Hash(token), now },
                work.Transaction,
                cancellationToken: cancellation));
            if (shown is not { Alive: true })
            {
                return null;
            }

            if (shown.Used)
            {
                await EndAsync(shown.SessionId, "replay", work, cancellation);
                return null;
            }

            await work.Connection.ExecuteAsync(new CommandDefinition(
                "update refresh_tokens set used_at = @now where hash = @hash; update sessions set expires_at = @expires where id = @SessionId",
                new { hash = Secret.Hash(token), now, expires = now + Lifetime, shown.SessionId },
                work.Transaction,
                cancellationToken: cancellation));
            await AddRefreshTokenAsync(shown.SessionId, next, now, work, cancellation);
            return new SessionOfAccount(shown.SessionId, shown.AccountId);
        },
        cancellation);

    /// <summary>The living session of a cookie's secret.</summary>
    public Task<SessionOfAccount?> FindByCookieAsync(string secret, CancellationToken cancellation) => FindAsync(
        "cookie_hash = @hash", new { hash = Secret.Hash(secret), now = time.GetUtcNow() }, cancellation);

    /// <summary>The living session of a refresh token, used or not.</summary>
    public Task<SessionOfAccount?> FindByRefreshTokenAsync(string token, CancellationToken cancellation) => FindAsync(
        "id = (select session_id from refresh_tokens where hash = @hash)", new { hash = Secret.Hash(token), now = time.GetUtcNow() }, cancellation);

    /// <summary>Signs out: the session and everything derived from it is over.</summary>
    public Task SignOutAsync(Guid session, CancellationToken cancellation) =>
        database.TransactAsync(work => EndAsync(session, "logout", work, cancellation), cancellation);

    private Task EndAsync(Guid session, string reason, UnitOfWork work, CancellationToken cancellation) =>
        work.Connection.ExecuteAsync(new CommandDefinition(
            "update sessions set ended_at = @now, end_reason = @reason where id = @session and ended_at is null",
            new { session, reason, now = time.GetUtcNow() },
            work.Transaction,
            cancellationToken: cancellation));

    private async Task<SessionOfAccount?> FindAsync(string condition, object values, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<SessionOfAccount>(new CommandDefinition(
            $"select id as session_id, account_id from sessions where {condition} and ended_at is null and expires_at > @now",
            values,
            cancellationToken: cancellation));
    }

    private static Task AddRefreshTokenAsync(Guid session, string token, DateTimeOffset now, UnitOfWork work, CancellationToken cancellation) =>
        work.Connection.ExecuteAsync(new CommandDefinition(
            "insert into refresh_tokens (hash, session_id, issued_at) values (@hash, @session, @now)",
            new { hash = Secret.Hash(token), session, now },
            work.Transaction,
            cancellationToken: cancellation));

    private sealed record ShownToken(Guid SessionId, Guid AccountId, bool Used, bool Alive);
}

/// <summary>A session and whose it is.</summary>
internal sealed record SessionOfAccount(Guid SessionId, Guid AccountId);
