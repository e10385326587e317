namespace Streaming.IdentityService.Accounts;

/// <summary>What an account begins with; the username in lower case.</summary>
internal sealed record NewAccount(string Email, string Username, string DisplayName, string[] Roles, string? PasswordHash)
{
    public static readonly string[] Viewer = ["viewer"];
}

/// <summary>What to change of an account; null leaves a field as it is.</summary>
internal sealed record ProfileChange
{
    public string? Username { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>Empty removes it.</summary>
    public string? Bio { get; init; }

    public string? AddRole { get; init; }

    public bool Onboard { get; init; }
}
