using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>Lists who is present, in the order of arrival.</summary>
internal sealed class ViewersStore(Database database)
{
    public async Task<Page<Viewer>> ListAsync(string streamId, string? cursor, int limit, CancellationToken cancellation)
    {
        var after = Cursor.Read<Position>(cursor);
        await using var connection = await database.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select p.person_id, p.joined_at, people.profile::text as profile from presences p left join people on people.id = p.person_id
            where p.stream_id = @streamId and (@Start or (p.joined_at, p.person_id) > (@JoinedAt, @PersonId))
            order by p.joined_at, p.person_id limit @Rows
            """,
            new { streamId, Start = after is null, JoinedAt = after?.JoinedAt ?? default, PersonId = after?.PersonId ?? "", Rows = limit + 1 },
            cancellationToken: cancellation))).AsList();
        var page = Page<Row>.Of(rows, limit, r => new Position(r.JoinedAt, r.PersonId));
        return new Page<Viewer>([.. page.Items.Select(r => PeopleStore.Describe(r.PersonId, r.Profile))], page.NextCursor);
    }

    private sealed record Position(DateTimeOffset JoinedAt, string PersonId);

    private sealed record Row(string PersonId, DateTimeOffset JoinedAt, string? Profile);
}
