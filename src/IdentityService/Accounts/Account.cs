using Streaming.Contracts;

namespace Streaming.IdentityService.Accounts;

/// <summary>A row of <c>accounts</c>.</summary>
internal sealed record Account
{
    public required Guid Id { get; init; }

    public required string Email { get; init; }

    public required string Username { get; init; }

    public required string DisplayName { get; init; }

    public string? AvatarUrl { get; init; }

    public string? Bio { get; init; }

    public required string[] Roles { get; init; }

    public string? PasswordHash { get; init; }

    public DateTimeOffset? OnboardedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public PublicUser ToPublic() => new(Id.ToString(), Username, DisplayName, AvatarUrl, Bio, Roles);
}
