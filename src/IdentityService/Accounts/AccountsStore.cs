using Dapper;
using Npgsql;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Accounts;

/// <summary>Reads and writes accounts. Every change of a public profile publishes the whole profile in the same transaction.</summary>
internal sealed class AccountsStore(Database database, TimeProvider time)
{
    private const string Columns = "id, email, username, display_name, avatar_url, bio, roles, password_hash, onboarded_at, updated_at";

    public Task<Account?> FindAsync(Guid id, CancellationToken cancellation) =>
        QueryAsync("id = @id", new { id }, cancellation);

    public async Task<Account?> FindByUsernameAsync(string username, CancellationToken cancellation) => Usernames.IsWellFormed(username)
        ? await QueryAsync("username = @username", new { username = Usernames.Normalize(username) }, cancellation)
        : null;

    /// <summary>By e-mail address if it holds an @ (no username does), else by username.</summary>
    public Task<Account?> FindByLoginAsync(string login, CancellationToken cancellation) => login.Contains('@')
        ? QueryAsync("lower(email) = lower(@login)", new { login }, cancellation)
        : FindByUsernameAsync(login, cancellation);

    /// <summary>The account of a session that has neither ended nor expired.</summary>
    public Task<Account?> FindBySessionAsync(Guid account, Guid session, CancellationToken cancellation) => QueryAsync(
        "id = @account and exists (select from sessions s where s.id = @session and s.account_id = @account and s.ended_at is null and s.expires_at > @now)",
        new { account, session, now = time.GetUtcNow() },
        cancellation);

    /// <summary>Makes an account as part of a transaction.</summary>
    /// <exception cref="ProblemException">409: the e-mail address or the username is taken; <c>field</c> says which.</exception>
    public async Task<Account> AddAsync(NewAccount account, UnitOfWork work, CancellationToken cancellation)
    {
        try
        {
            var added = await work.Connection.QuerySingleAsync<Account>(new CommandDefinition(
                $"""
                insert into accounts (id, email, username, display_name, roles, password_hash, created_at, updated_at)
                values (@Id, @Email, @Username, @DisplayName, @Roles, @PasswordHash, @Now, @Now) returning {Columns}
                """,
                new { Id = Guid.CreateVersion7(), account.Email, account.Username, account.DisplayName, account.Roles, account.PasswordHash, Now = time.GetUtcNow() },
                work.Transaction,
                cancellationToken: cancellation));
            await work.PublishAsync(new UserRegistered(added.ToPublic(), added.Email, added.UpdatedAt), added.Id.ToString(), cancellation);
            return added;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw Taken(e);
        }
    }

    /// <summary>Changes a profile; null fields stay as they are, an empty bio becomes null.</summary>
    /// <returns>The changed account; null when there is none, or, with a new username, when that had been settled before.</returns>
    public async Task<Account?> ChangeAsync(Guid id, ProfileChange change, CancellationToken cancellation)
    {
        try
        {
            return await database.TransactAsync(work => ChangeAsync(id, change, work, cancellation), cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw Taken(e);
        }
    }

    public async Task<Account?> ChangeAsync(Guid id, ProfileChange change, UnitOfWork work, CancellationToken cancellation)
    {
        var changed = await work.Connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition(
            $"""
            update accounts set
                username = coalesce(@Username, username),
                display_name = coalesce(@DisplayName, display_name),
                bio = case when @Bio is null then bio else nullif(@Bio, '') end,
                roles = case when @AddRole is null or @AddRole = any(roles) then roles else roles || @AddRole end,
                onboarded_at = case when @Onboard then coalesce(onboarded_at, @Now) else onboarded_at end,
                updated_at = greatest(@Now, updated_at + interval '1 microsecond')
            where id = @Id and (@Username is null or @Username = username or onboarded_at is null)
            returning {Columns}
            """,
            new { Id = id, change.Username, change.DisplayName, change.Bio, change.AddRole, change.Onboard, Now = time.GetUtcNow() },
            work.Transaction,
            cancellationToken: cancellation));
        if (changed is not null)
        {
            await work.PublishAsync(new UserProfileChanged(changed.ToPublic(), changed.UpdatedAt), changed.Id.ToString(), cancellation);
        }

        return changed;
    }

    public async Task SetPasswordHashAsync(Guid id, string hash, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "update accounts set password_hash = @hash where id = @id", new { id, hash }, cancellationToken: cancellation));
    }

    private async Task<Account?> QueryAsync(string condition, object values, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition(
            $"select {Columns} from accounts where {condition}", values, cancellationToken: cancellation));
    }

    private static ProblemException Taken(PostgresException e) => e.ConstraintName == "accounts_email"
        ? Problem.Conflict("There is an account with this e-mail address already.").With("field", "email")
        : Problem.Conflict("This username is taken.").With("field", "username");
}
