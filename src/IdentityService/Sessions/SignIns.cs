using Streaming.IdentityService.Accounts;
using Streaming.IdentityService.Tokens;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Sessions;

/// <summary>Starts and continues sessions; whatever way a person proves who they are ends here.</summary>
internal sealed class SignIns(Database database, SessionsStore sessions, AccountsStore accounts, AccessTokens tokens)
{
    /// <summary>Starts a session as part of a transaction.</summary>
    public async Task<StartedSession> StartAsync(Account account, SessionKind kind, UnitOfWork work, CancellationToken cancellation)
    {
        var secret = Secret.Create();
        var session = await sessions.StartAsync(account.Id, kind, secret, work, cancellation);
        return new StartedSession(kind, await tokens.ForPersonAsync(account, session, cancellation), secret, account);
    }

    public Task<StartedSession> StartAsync(Account account, SessionKind kind, CancellationToken cancellation) =>
        database.TransactAsync(work => StartAsync(account, kind, work, cancellation), cancellation);

    /// <summary>Trades a refresh token for new tokens.</summary>
    /// <exception cref="ProblemException">401: unknown, replayed, or the session is over.</exception>
    public async Task<StartedSession> RefreshAsync(string refreshToken, CancellationToken cancellation)
    {
        var next = Secret.Create();
        return Secret.IsWellFormed(refreshToken)
            && await sessions.RotateAsync(refreshToken, next, cancellation) is { } session
            && await accounts.FindAsync(session.AccountId, cancellation) is { } account
            ? new StartedSession(SessionKind.Tokens, await tokens.ForPersonAsync(account, session.SessionId, cancellation), next, account)
            : throw OwnAccount.Gone();
    }

    /// <summary>A short access token for a browser's cookie; null when the session is over.</summary>
    public async Task<string?> TradeCookieAsync(string secret, CancellationToken cancellation) =>
        Secret.IsWellFormed(secret)
        && await sessions.FindByCookieAsync(secret, cancellation) is { } session
        && await accounts.FindAsync(session.AccountId, cancellation) is { } account
            ? await tokens.ForPersonAsync(account, session.SessionId, cancellation)
            : null;
}
