using System.Text.Json;
using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>Profiles of signed-in people as of their last token, for lists of who is present.</summary>
internal sealed class PeopleStore(Database database)
{
    public async Task RememberAsync(Caller caller, CancellationToken cancellation)
    {
        if (caller.IsGuest)
        {
            return;
        }

        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into people (id, profile) values (@Id, @Profile::jsonb)
            on conflict (id) do update set profile = excluded.profile where people.profile is distinct from excluded.profile
            """,
            new { caller.Id, Profile = JsonSerializer.Serialize(caller.Profile, ChatJson.Options) },
            cancellationToken: cancellation));
    }

    /// <summary>Those people as others see them; of guests, and of people never seen, only the id.</summary>
    public async Task<IReadOnlyDictionary<string, Viewer>> DescribeAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var known = (await connection.QueryAsync<(string Id, string Profile)>(new CommandDefinition(
            "select id, profile::text from people where id = any(@ids)", new { ids }, cancellationToken: cancellation)))
            .ToDictionary(p => p.Id, p => p.Profile, StringComparer.Ordinal);
        return ids.ToDictionary(id => id, id => Describe(id, known.GetValueOrDefault(id)), StringComparer.Ordinal);
    }

    public static Viewer Describe(string id, string? profile) =>
        Viewer.Of(id, profile is null ? null : JsonSerializer.Deserialize<PublicUser>(profile, ChatJson.Options));
}
