using Streaming.IdentityService.Accounts;

namespace Streaming.IdentityService.Sessions;

/// <summary>The answer to every successful sign-in.</summary>
/// <param name="AccessToken">For <c>Authorization: Bearer</c>; null when the session is kept in a cookie.</param>
/// <param name="ExpiresIn">Seconds that the access token is valid.</param>
/// <param name="RefreshToken">For <c>POST /api/auth/refresh</c>, once; null when the session is kept in a cookie.</param>
/// <param name="User">One's own account.</param>
public sealed record SignedIn(string? AccessToken, int ExpiresIn, string? RefreshToken, AccountView User);

/// <summary>A session that was just started: what to hand out, depending on how the client keeps it.</summary>
internal sealed record StartedSession(SessionKind Kind, string AccessToken, string Secret, Account Account)
{
    /// <summary>Sets the cookie, or puts the tokens into the answer.</summary>
    public SignedIn AnswerTo(HttpContext context)
    {
        var expiresIn = (int)Tokens.AccessTokens.Lifetime.TotalSeconds;
        if (Kind == SessionKind.Cookie)
        {
            SessionCookies.Set(context, SessionCookies.Session, Secret, SessionsStore.Lifetime);
            return new SignedIn(AccessToken: null, expiresIn, RefreshToken: null, AccountView.Of(Account));
        }

        return new SignedIn(AccessToken, expiresIn, Secret, AccountView.Of(Account));
    }
}
