using System.Security.Cryptography;
using System.Text;
using Dapper;
using Streaming.IdentityService.Accounts;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Passwords;

/// <summary>
/// Locks sign-in after repeated failures. An attempt is counted before its password is checked, so that attempts side by
/// side get no more tries; success forgets them. Logins of nobody are counted alike, so that a lock tells nothing.
/// </summary>
internal sealed class SignInFailures(Database database, TimeProvider time)
{
    /// <summary>Failures in a row before the first lock.</summary>
    public const int Allowed = 5;

    /// <summary>Failures are forgotten after this long without another.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>The first lock; each failure after it doubles the next, up to <see cref="LongestLock"/>.</summary>
    public static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(1);

    /// <summary>Nobody is locked out longer than this at a time.</summary>
    public static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(15);

    /// <summary>By which attempts are counted: the account, or what was typed when it is nobody's.</summary>
    public static string SubjectOf(Account? account, string login) => account is not null
        ? account.Id.ToString()
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(login.ToLowerInvariant())));

    /// <summary>Counts an attempt that is about to be made.</summary>
    /// <exception cref="ProblemException">429 while locked.</exception>
    public async Task CountAttemptAsync(string subject, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        // One statement, so that attempts side by side are counted one after the other. A locked subject is left as it is.
        var attempt = await connection.QuerySingleOrDefaultAsync<Attempt>(new CommandDefinition(
            """
            with counted as (
                insert into sign_in_failures as f (subject, failures, last_at) values (@subject, 1, @now)
                on conflict (subject) do update set
                    failures = case when f.last_at < @forgotten then 1 else f.failures + 1 end,
                    last_at = @now,
                    locked_until = case when f.last_at >= @forgotten and f.failures + 1 >= @Allowed
                        then @now + least(@LongestLock, @FirstLock * (2 ^ least(f.failures + 1 - @Allowed, 10))) end
                where f.locked_until is null or f.locked_until <= @now
                returning true
            )
            select true as counted, null::timestamptz as locked_until from counted
            union all
            select false, locked_until from sign_in_failures where subject = @subject and not exists (select from counted)
            """,
            new { subject, now, forgotten = now - Window, Allowed, FirstLock, LongestLock },
            cancellationToken: cancellation));
        if (attempt is not { Counted: true })
        {
            var wait = attempt?.LockedUntil - now ?? TimeSpan.Zero;
            throw Problem.TooMany("Too many failed sign-ins. Wait before the next try.", wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Forgets a subject's failures: the password was right.</summary>
    public async Task ForgetAsync(string subject, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from sign_in_failures where subject = @subject", new { subject }, cancellationToken: cancellation));
    }

    private sealed record Attempt
    {
        public bool Counted { get; init; }

        public DateTimeOffset? LockedUntil { get; init; }
    }
}
