using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Streaming.IdentityService.Accounts;
using Streaming.IdentityService.Passwords;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Sessions;

/// <summary>A sign-in by password.</summary>
/// <param name="Login">E-mail address or username, without regard to case.</param>
/// <param name="Password">At most 128 characters.</param>
public sealed record LoginRequest(
    [property: Required, StringLength(254), PlainText] string Login,
    [property: Required, StringLength(PasswordRules.MaxLength)] string Password);

/// <summary>A trade of tokens.</summary>
/// <param name="RefreshToken">The latest refresh token of the session; each is good for one use.</param>
public sealed record RefreshRequest([property: Required, StringLength(200)] string RefreshToken);

/// <summary>A sign-out without an access token.</summary>
/// <param name="RefreshToken">Any refresh token of the session.</param>
public sealed record LogoutRequest([property: StringLength(200)] string? RefreshToken = null);

internal static class SignInApi
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/api/auth").WithTags("Sign-in");
        auth.MapPost("/login", LoginAsync)
            .Describe("Login", "Sign in with e-mail address or username.")
            .WithDescription("Five failures in a row lock the account for a minute, every further one for twice as long, at most 15 minutes: 429 with Retry-After.")
            .WithProblems(400, 401, 413, 429, 503);
        auth.MapPost("/refresh", RefreshAsync)
            .Describe("Refresh", "Trade a refresh token for new tokens.")
            .WithDescription("A refresh token is good for one use. Showing a used one ends the session: 401 for every token of it.")
            .WithProblems(400, 401, 413, 429);
        auth.MapPost("/logout", LogoutAsync)
            .Describe("Logout", "Sign out: end this session and clear its cookie.")
            .WithProblems(400, 401, 413);
    }

    private static async Task<Ok<SignedIn>> LoginAsync(
        LoginRequest request,
        AccountsStore accounts,
        SignInFailures failures,
        PasswordWork passwords,
        SignIns signIns,
        HttpContext context,
        CancellationToken cancellation)
    {
        var account = await accounts.FindByLoginAsync(request.Login.Trim(), cancellation);
        var subject = SignInFailures.SubjectOf(account, request.Login.Trim());
        await failures.CountAttemptAsync(subject, cancellation);
        var result = await passwords.VerifyAsync(account, request.Password, cancellation);
        if (account is null || result == PasswordVerificationResult.Failed)
        {
            throw Problem.Unauthenticated("The login or the password is wrong.");
        }

        await failures.ForgetAsync(subject, cancellation);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await accounts.SetPasswordHashAsync(account.Id, await passwords.HashAsync(request.Password, cancellation), cancellation);
        }

        var session = await signIns.StartAsync(account, SessionKinds.Of(context), cancellation);
        return TypedResults.Ok(session.AnswerTo(context));
    }

    private static async Task<Ok<SignedIn>> RefreshAsync(RefreshRequest request, SignIns signIns, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok((await signIns.RefreshAsync(request.RefreshToken, cancellation)).AnswerTo(context));

    private static async Task<NoContent> LogoutAsync(LogoutRequest? request, Caller? caller, SessionsStore sessions, HttpContext context, CancellationToken cancellation)
    {
        if (Guid.TryParse(caller?.SessionId, out var session))
        {
            await sessions.SignOutAsync(session, cancellation);
        }

        if (request?.RefreshToken is { } token && await sessions.FindByRefreshTokenAsync(token, cancellation) is { } other)
        {
            await sessions.SignOutAsync(other.SessionId, cancellation);
        }

        SessionCookies.Clear(context, SessionCookies.Session);
        return TypedResults.NoContent();
    }
}
