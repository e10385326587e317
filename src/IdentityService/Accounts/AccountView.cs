namespace Streaming.IdentityService.Accounts;

/// <summary>What a person sees of their own account: the public <c>user</c> shape and what only they may know.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Username">Unique, 3–30 characters of <c>[a-z0-9_]</c>.</param>
/// <param name="DisplayName">1–50 characters.</param>
/// <param name="AvatarUrl">Path or URL; null until one is uploaded.</param>
/// <param name="Bio">At most 500 characters; null when empty.</param>
/// <param name="Roles">Any of <c>viewer</c>, <c>creator</c>, <c>admin</c>.</param>
/// <param name="Email">Where mail is sent.</param>
/// <param name="Onboarded">Whether the first-steps page has been completed.</param>
public sealed record AccountView(
    string Id,
    string Username,
    string DisplayName,
    string? AvatarUrl,
    string? Bio,
    IReadOnlyList<string> Roles,
    string Email,
    bool Onboarded)
{
    internal static AccountView Of(Account account) => new(
        account.Id.ToString(),
        account.Username,
        account.DisplayName,
        account.AvatarUrl,
        account.Bio,
        account.Roles,
        account.Email,
        account.OnboardedAt is not null);
}
