using System.Text.Json;
using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>Public profiles of people who give, as <c>people.profile</c> holds them.</summary>
internal static class People
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Takes a profile if it is newer than the one that is known.</summary>
    public static Task SaveAsync(UnitOfWork work, PublicUser person, DateTimeOffset at, CancellationToken cancellation) => work.Connection.ExecuteAsync(
        new CommandDefinition(
            """
            insert into people as known (id, profile, changed_at) values (@Id, @Profile::jsonb, @at)
            on conflict (id) do update set profile = excluded.profile, changed_at = excluded.changed_at where known.changed_at < excluded.changed_at
            """,
            new { Id = Guid.Parse(person.Id), Profile = JsonSerializer.Serialize(person, Json), at },
            work.Transaction,
            cancellationToken: cancellation));

    /// <summary>Takes the profile of an access token, unless an event told of this person: events say more and are newer.</summary>
    public static Task MeetAsync(UnitOfWork work, PublicUser person, CancellationToken cancellation) =>
        SaveAsync(work, person, DateTimeOffset.UnixEpoch, cancellation);

    /// <summary>Reads <c>people.profile</c>.</summary>
    public static PublicUser Read(string profile) =>
        JsonSerializer.Deserialize<PublicUser>(profile, Json) ?? throw new JsonException("An empty profile was stored.");
}
