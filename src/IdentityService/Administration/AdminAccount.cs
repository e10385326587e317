using Dapper;
using Streaming.IdentityService.Accounts;
using Streaming.IdentityService.Passwords;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Administration;

/// <summary>
/// Makes the account <c>admin</c> at start when the setting <c>Identity:AdminPassword</c> is there and nobody has the role yet.
/// Replicas that start together make one: an advisory lock lets them look one after the other.
/// </summary>
internal sealed class AdminAccount(IConfiguration configuration, Database database, AccountsStore accounts, PasswordWork passwords, ILogger<AdminAccount> logger)
    : IHostedService
{
    public const string Username = "admin";
    private const long LockKey = 0x61_64_6D_69_6E;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["Identity:AdminPassword"] is not { Length: > 0 } password)
        {
            return;
        }

        await database.TransactAsync(
            async work =>
            {
                await work.Connection.ExecuteAsync($"select pg_advisory_xact_lock({LockKey})", transaction: work.Transaction);
                if (!await work.Connection.ExecuteScalarAsync<bool>("select exists (select from accounts where 'admin' = any(roles))", transaction: work.Transaction))
                {
                    var hash = await passwords.HashAsync(password, cancellationToken);
                    var admin = new NewAccount("admin@localhost", Username, "Admin", ["viewer", "admin"], hash);
                    await accounts.AddAsync(admin, work, cancellationToken);
                    logger.LogInformation("Made the account {Username}", Username);
                }
            },
            cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
