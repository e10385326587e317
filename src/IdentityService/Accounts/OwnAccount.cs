using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Accounts;

/// <summary>
/// The account of whoever makes the request. Unlike other services, which trust an access token until it expires, this one
/// can see that the session ended meanwhile, and answers 401 at once.
/// </summary>
internal sealed class OwnAccount(AccountsStore accounts)
{
    /// <exception cref="ProblemException">401 for guests, and when the session ended.</exception>
    public async Task<Account> RequireAsync(Caller caller, CancellationToken cancellation) =>
        !caller.IsGuest && Guid.TryParse(caller.Id, out var id) && Guid.TryParse(caller.SessionId, out var session)
            ? await accounts.FindBySessionAsync(id, session, cancellation) ?? throw Gone()
            : throw Problem.Unauthenticated("Sign in first.");

    public static ProblemException Gone() => Problem.Unauthenticated("This session has ended. Sign in again.");
}
