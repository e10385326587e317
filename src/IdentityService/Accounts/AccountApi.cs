using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Accounts;

/// <summary>A change of one's profile; what is left out stays as it is.</summary>
/// <param name="DisplayName">1–50 characters.</param>
/// <param name="Bio">At most 500 characters; empty removes it.</param>
public sealed record ProfileRequest(
    [property: StringLength(50, MinimumLength = 1), PlainText] string? DisplayName = null,
    [property: StringLength(500), PlainText(Multiline = true, AllowBlank = true)] string? Bio = null);

/// <summary>The first steps after signing up; what is left out stays as it is.</summary>
/// <param name="Username">Can be chosen once, before the first steps are completed: 3–30 letters, digits or <c>_</c>.</param>
/// <param name="DisplayName">1–50 characters.</param>
/// <param name="Bio">At most 500 characters; empty removes it.</param>
public sealed record OnboardRequest(
    [property: RegularExpression(Usernames.Pattern, ErrorMessage = "A username has 3 to 30 letters, digits or underscores.")] string? Username = null,
    [property: StringLength(50, MinimumLength = 1), PlainText] string? DisplayName = null,
    [property: StringLength(500), PlainText(Multiline = true, AllowBlank = true)] string? Bio = null);

internal static class AccountApi
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/api/auth").WithTags("Account");
        account.MapGet("/user", ReadAsync).Describe("GetOwnAccount", "The signed-in person's own account.").WithProblems(401);
        account.MapPut("/profile", ChangeProfileAsync).Describe("ChangeProfile", "Change one's public profile.").WithProblems(400, 401, 413);
        account.MapPost("/onboard", OnboardAsync).Describe("Onboard", "Complete the first steps after signing up.").WithProblems(400, 401, 409, 413);
    }

    private static async Task<Ok<AccountView>> ReadAsync(Caller caller, OwnAccount own, CancellationToken cancellation) =>
        TypedResults.Ok(AccountView.Of(await own.RequireAsync(caller, cancellation)));

    private static async Task<Ok<AccountView>> ChangeProfileAsync(ProfileRequest request, Caller caller, OwnAccount own, AccountsStore accounts, CancellationToken cancellation)
    {
        var account = await own.RequireAsync(caller, cancellation);
        var change = new ProfileChange { DisplayName = request.DisplayName?.Trim(), Bio = request.Bio?.Trim() };
        return TypedResults.Ok(AccountView.Of(await accounts.ChangeAsync(account.Id, change, cancellation) ?? throw OwnAccount.Gone()));
    }

    private static async Task<Ok<AccountView>> OnboardAsync(OnboardRequest request, Caller caller, OwnAccount own, AccountsStore accounts, CancellationToken cancellation)
    {
        var account = await own.RequireAsync(caller, cancellation);
        var username = request.Username is { } asked ? Usernames.Normalize(asked) : null;
        if (username is not null && username != account.Username && Usernames.IsReserved(username))
        {
            throw Problem.Conflict("This username is reserved.").With("field", "username");
        }

        var change = new ProfileChange { Username = username, DisplayName = request.DisplayName?.Trim(), Bio = request.Bio?.Trim(), Onboard = true };
        var changed = await accounts.ChangeAsync(account.Id, change, cancellation)
            ?? throw Problem.Conflict("The username can't be changed any more.").With("field", "username");
        return TypedResults.Ok(AccountView.Of(changed));
    }
}
