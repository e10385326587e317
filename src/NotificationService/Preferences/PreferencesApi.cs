using System.ComponentModel.DataAnnotations;
using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.NotificationService;

/// <summary>Whether a person wants one type of notification by one channel.</summary>
/// <param name="Type">E.g. <c>live_stream_started</c>.</param>
/// <param name="Channel">E.g. <c>in_app</c>.</param>
/// <param name="Enabled">On unless the person chose otherwise.</param>
public sealed record Preference([property: KnownType] string Type, [property: KnownChannel] string Channel, bool Enabled);

/// <summary>A person's preferences: every type and channel there is in answers, those to change in requests.</summary>
/// <param name="Items">At most 100.</param>
public sealed record PreferenceList([property: MaxLength(100)] IReadOnlyList<Preference> Items);

/// <summary>What a person wants to be notified of.</summary>
internal static class PreferencesApi
{
    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var preferences = routes.MapGroup("/api/notifications/preferences").WithTags("Notifications").ForPeople();
        preferences.MapGet("", GetAsync)
            .Describe("getNotificationPreferences", "Lists the caller's preferences for every type and channel").WithProblems(401, 403);
        preferences.MapPut("", PutAsync)
            .Describe("setNotificationPreferences", "Changes the preferences that are given and leaves the others").WithProblems(400, 401, 403);
    }

    private static async Task<Ok<PreferenceList>> GetAsync(Caller caller, Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var chosen = (await connection.QueryAsync<Preference>(new CommandDefinition(
            "select type, channel, enabled from preferences where user_id = @Me", new { Me = Guid.Parse(caller.Id) }, cancellationToken: cancellation)))
            .ToDictionary(p => (p.Type, p.Channel), p => p.Enabled);
        return TypedResults.Ok(new PreferenceList(
        [
            .. from type in NotificationTypes.All
               from channel in NotificationChannels.All
               select new Preference(type, channel, chosen.GetValueOrDefault((type, channel), defaultValue: true)),
        ]));
    }

    private static async Task<Ok<PreferenceList>> PutAsync(PreferenceList changes, Caller caller, Database database, CancellationToken cancellation)
    {
        await using (var connection = await database.OpenAsync(cancellation))
        {
            // The last of several wishes for one type and channel counts.
            var wishes = changes.Items.GroupBy(p => (p.Type, p.Channel)).Select(group => group.Last()).ToList();
            await connection.ExecuteAsync(new CommandDefinition(
                """
                insert into preferences (user_id, type, channel, enabled)
                select @Me, p.type, p.channel, p.enabled from unnest(@Types, @Channels, @Enabled) as p (type, channel, enabled)
                on conflict (user_id, type, channel) do update set enabled = excluded.enabled
                """,
                new
                {
                    Me = Guid.Parse(caller.Id),
                    Types = wishes.Select(p => p.Type).ToArray(),
                    Channels = wishes.Select(p => p.Channel).ToArray(),
                    Enabled = wishes.Select(p => p.Enabled).ToArray(),
                },
                cancellationToken: cancellation));
        }

        return await GetAsync(caller, database, cancellation);
    }
}
