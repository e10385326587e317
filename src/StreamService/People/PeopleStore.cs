using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;

namespace Streaming.StreamService.People;

/// <summary>What is known of people's public profiles: IdentityService's announcements, and until they arrive the caller's own token.</summary>
internal static class PeopleStore
{
    /// <summary>Makes sure that the caller has a row to refer to; an announced profile, even an older one, is left alone.</summary>
    public static Task KnowAsync(UnitOfWork work, Caller caller, CancellationToken cancellation) =>
        work.Connection.ExecuteAsync(Sql.Command(
            """
            insert into people (id, username, display_name, avatar_url, roles, as_of)
            values (@Id, @Username, @DisplayName, @AvatarUrl, @Roles, '-infinity')
            on conflict (id) do nothing
            """,
            new { caller.Profile.Id, caller.Profile.Username, caller.Profile.DisplayName, caller.Profile.AvatarUrl, Roles = caller.Profile.Roles.ToArray() },
            cancellation));

    /// <summary>Stores an announced profile unless a later one is known.</summary>
    /// <returns>Whether it was news.</returns>
    public static async Task<bool> SaveAsync(UnitOfWork work, PublicUser user, DateTimeOffset asOf, CancellationToken cancellation) =>
        await work.Connection.ExecuteAsync(Sql.Command(
            """
            insert into people (id, username, display_name, avatar_url, bio, roles, as_of)
            values (@Id, @Username, @DisplayName, @AvatarUrl, @Bio, @Roles, @asOf)
            on conflict (id) do update set
                username = excluded.username, display_name = excluded.display_name, avatar_url = excluded.avatar_url,
                bio = excluded.bio, roles = excluded.roles, as_of = excluded.as_of
            where people.as_of < excluded.as_of
            """,
            new { user.Id, user.Username, user.DisplayName, user.AvatarUrl, user.Bio, Roles = user.Roles.ToArray(), asOf },
            cancellation)) == 1;
}
