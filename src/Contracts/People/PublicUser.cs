namespace Streaming.Contracts;

/// <summary>What everyone may know of a signed-in person; the <c>user</c> shape of the public API.</summary>
/// <param name="Id">UUIDv7, lower-case with hyphens. Equals the access token's <c>sub</c> and the media identity.</param>
/// <param name="Username">Unique, 3–30 characters of <c>[a-z0-9_]</c>.</param>
/// <param name="DisplayName">1–50 characters, free text.</param>
/// <param name="AvatarUrl">Absolute path or URL; null until one is uploaded.</param>
/// <param name="Bio">At most 500 characters; null when empty.</param>
/// <param name="Roles">Any of <c>viewer</c>, <c>creator</c>, <c>admin</c>.</param>
public sealed record PublicUser(
    string Id,
    string Username,
    string DisplayName,
    string? AvatarUrl,
    string? Bio,
    IReadOnlyList<string> Roles);
