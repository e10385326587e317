using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.IdentityService.Passwords;
using Streaming.IdentityService.Sessions;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Accounts;

/// <summary>A new account.</summary>
/// <param name="Email">At most 254 characters; unique without regard to case.</param>
/// <param name="Username">3–30 characters of letters, digits and <c>_</c>; kept in lower case.</param>
/// <param name="DisplayName">1–50 characters.</param>
/// <param name="Password">8–128 characters.</param>
public sealed record RegisterRequest(
    [property: Required, StringLength(254), EmailAddress, PlainText] string Email,
    [property: Required, RegularExpression(Usernames.Pattern, ErrorMessage = "A username has 3 to 30 letters, digits or underscores.")] string Username,
    [property: Required, StringLength(50, MinimumLength = 1), PlainText] string DisplayName,
    [property: Required, StringLength(PasswordRules.MaxLength, MinimumLength = PasswordRules.MinLength)] string Password);

internal static class RegistrationApi
{
    public static void MapRegistration(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/auth/register", RegisterAsync)
            .Describe("Register", "Make an account and sign in.")
            .WithTags("Sign-in")
            .WithProblems(400, 409, 413, 429, 503);

    private static async Task<Created<SignedIn>> RegisterAsync(
        RegisterRequest request,
        Database database,
        AccountsStore accounts,
        PasswordWork passwords,
        SignIns signIns,
        HttpContext context,
        CancellationToken cancellation)
    {
        var username = Usernames.Normalize(request.Username);
        if (Usernames.IsReserved(username))
        {
            throw Problem.Conflict("This username is reserved.").With("field", "username");
        }

        var hash = await passwords.HashAsync(request.Password, cancellation);
        var start = new NewAccount(request.Email.Trim(), username, request.DisplayName.Trim(), NewAccount.Viewer, hash);
        var signedIn = await database.TransactAsync(
            async work => await signIns.StartAsync(await accounts.AddAsync(start, work, cancellation), SessionKinds.Of(context), work, cancellation),
            cancellation);
        return TypedResults.Created("/api/auth/user", signedIn.AnswerTo(context));
    }
}
