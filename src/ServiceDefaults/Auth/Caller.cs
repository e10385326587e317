using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Streaming.Contracts;

namespace Streaming.ServiceDefaults;

/// <summary>
/// Who makes a request: a parameter of any route handler. <c>Caller</c> demands a token (401 without one);
/// <c>Caller?</c> is null when there is none.
/// </summary>
/// <param name="Id">A user id, or <c>guest_…</c>.</param>
/// <param name="SessionId">The sign-in session; empty for guests.</param>
/// <param name="Profile">The public profile as of the token's issue, at most 10 minutes old.</param>
public sealed record Caller(string Id, string SessionId, PublicUser Profile)
{
    /// <summary>How every guest's id begins.</summary>
    public const string GuestPrefix = "guest_";
    private static readonly ConcurrentDictionary<ParameterInfo, bool> Optional = [];

    /// <summary>Whether this is a guest: may look, never write.</summary>
    public bool IsGuest => IsGuestId(Id);

    /// <summary>Whether this is an operator of the platform.</summary>
    public bool IsAdmin => Profile.Roles.Contains("admin");

    /// <summary>Whether an id is a guest's.</summary>
    public static bool IsGuestId(string id) => id.StartsWith(GuestPrefix, StringComparison.Ordinal);

    /// <summary>Reads the claims of a verified token; null when nobody is signed in.</summary>
    public static Caller? From(ClaimsPrincipal? principal)
    {
        if (principal?.Identity?.IsAuthenticated != true || principal.FindFirstValue("sub") is not { } id)
        {
            return null;
        }

        var username = principal.FindFirstValue("preferred_username") ?? id;
        return new Caller(id, principal.FindFirstValue("sid") ?? "", new PublicUser(
            id,
            username,
            principal.FindFirstValue("name") ?? username,
            principal.FindFirstValue("picture"),
            Bio: null,
            [.. principal.FindAll("roles").Select(c => c.Value)]));
    }

    /// <summary>Binds the parameter in minimal APIs.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var caller = From(context.User);
        return caller is not null || Optional.GetOrAdd(parameter, IsOptional)
            ? ValueTask.FromResult(caller)
            : throw Problem.Unauthenticated("Sign in first.");
    }

    internal static bool IsOptional(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
}
