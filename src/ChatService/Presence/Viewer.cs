using System.Text.Json.Serialization.Metadata;
using Streaming.Contracts;

namespace Streaming.ChatService;

/// <summary>Someone present: a <c>user</c>, or only the id of a guest.</summary>
/// <param name="Id">A user id, or <c>guest_…</c>.</param>
/// <param name="Username">Left out for guests, like all that follows.</param>
/// <param name="DisplayName">Shown to people.</param>
/// <param name="AvatarUrl">Null when there is none.</param>
/// <param name="Bio">Null when there is none.</param>
/// <param name="Roles">As in the user shape.</param>
public sealed record Viewer(
    string Id,
    string? Username = null,
    string? DisplayName = null,
    string? AvatarUrl = null,
    string? Bio = null,
    IReadOnlyList<string>? Roles = null)
{
    internal static Viewer Of(string id, PublicUser? user) =>
        user is null ? new Viewer(id) : new Viewer(id, user.Username, user.DisplayName, user.AvatarUrl, user.Bio, user.Roles);

    /// <summary>For serializers: leaves everything but the id out of guests, and nothing out of users.</summary>
    internal static void WriteGuestsAsIds(JsonTypeInfo type)
    {
        if (type.Type != typeof(Viewer))
        {
            return;
        }

        foreach (var property in type.Properties.Where(p => !string.Equals(p.Name, nameof(Id), StringComparison.OrdinalIgnoreCase)))
        {
            property.ShouldSerialize = (viewer, _) => ((Viewer)viewer).Username is not null;
        }
    }
}
