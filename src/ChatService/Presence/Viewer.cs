using System.Text.Json.Serialization;
using Streaming.Contracts;

namespace Streaming.ChatService;

/// <summary>Someone present: a <c>user</c>, or only the id of a guest.</summary>
/// <param name="Id">A user id, or <c>guest_…</c>.</param>
/// <param name="Username">Left out for guests, like all that follows.</param>
/// <param name="DisplayName">Shown to people.</param>
/// <param name="AvatarUrl">Left out when there is none.</param>
/// <param name="Bio">Left out when there is none.</param>
/// <param name="Roles">As in the user shape.</param>
public sealed record Viewer(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Username = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DisplayName = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AvatarUrl = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Bio = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Roles = null)
{
    internal static Viewer Of(string id, PublicUser? user) =>
        user is null ? new Viewer(id) : new Viewer(id, user.Username, user.DisplayName, user.AvatarUrl, user.Bio, user.Roles);
}
