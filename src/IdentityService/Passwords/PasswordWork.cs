using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Streaming.IdentityService.Accounts;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Passwords;

/// <summary>
/// Hashes and verifies with the framework's hasher (PBKDF2-SHA512). That takes tens of milliseconds of a core on purpose,
/// so only as many run at once as there are cores, <see cref="MaxWaiting"/> wait, and the rest are turned away with 503.
/// </summary>
internal sealed class PasswordWork : IDisposable
{
    /// <summary>Hashings that wait for a core.</summary>
    public const int MaxWaiting = 200;

    private readonly PasswordHasher<Account> _hasher = new();
    private readonly ConcurrencyLimiter _cores = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Environment.ProcessorCount,
        QueueLimit = MaxWaiting,
    });

    private readonly string _nobodysHash;

    public PasswordWork() => _nobodysHash = _hasher.HashPassword(null!, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    /// <exception cref="ProblemException">503 when too many wait already.</exception>
    public Task<string> HashAsync(string password, CancellationToken cancellation) =>
        RunAsync(() => _hasher.HashPassword(null!, password), cancellation);

    /// <summary>Checks a password; takes as long for somebody without an account or password.</summary>
    /// <exception cref="ProblemException">503 when too many wait already.</exception>
    public Task<PasswordVerificationResult> VerifyAsync(Account? account, string password, CancellationToken cancellation) => RunAsync(
        () =>
        {
            var result = _hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? _nobodysHash, password);
            return account?.PasswordHash is null ? PasswordVerificationResult.Failed : result;
        },
        cancellation);

    public void Dispose() => _cores.Dispose();

    private async Task<T> RunAsync<T>(Func<T> hashing, CancellationToken cancellation)
    {
        using var core = await _cores.AcquireAsync(1, cancellation);
        return core.IsAcquired
            ? hashing()
            : throw new ProblemException(503, ProblemCodes.Unavailable, "Too many people are signing in at this moment.") { RetryAfter = TimeSpan.FromSeconds(2) };
    }
}
