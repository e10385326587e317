using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.NotificationService;

/// <summary>
/// Notifications in the app. Always holds: at most one row per person, type and subject, whoever inserts it how often;
/// <see cref="NotificationsCreated"/> is published in the transaction of the insert and names only rows that are new.
/// </summary>
internal static class NotificationsStore
{
    /// <summary>People per statement and per published event.</summary>
    public const int MaxPeople = 500;

    /// <summary>Stores an occasion for those of some people who want to hear of it and have not yet.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="people">At most <see cref="MaxPeople"/>.</param>
    /// <param name="occasion">What happened.</param>
    /// <param name="now">When it is stored.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task AddAsync(UnitOfWork work, IReadOnlyList<Guid> people, Occasion occasion, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people.Count, MaxPeople, nameof(people));
        var ids = people.Select(_ => Guid.CreateVersion7(now)).ToArray();
        var stored = await work.Connection.QueryAsync<(Guid Id, Guid UserId)>(new CommandDefinition(
            """
            insert into notifications (id, user_id, type, subject, title, body, link, created_at)
            select p.id, p.user_id, @Type, @Subject, @Title, @Body, @Link, @now
            from unnest(@ids, @people) as p (id, user_id)
            where not exists (select 1 from preferences f where f.user_id = p.user_id and f.type = @Type and f.channel = @Channel and not f.enabled)
            on conflict (user_id, type, subject) do nothing
            returning id, user_id
            """,
            new { ids, people = people.ToArray(), occasion.Type, occasion.Subject, occasion.Title, occasion.Body, occasion.Link, now, Channel = NotificationChannels.InApp },
            work.Transaction,
            cancellationToken: cancellation));
        var items = stored.Select(row => new NotificationFor(
            row.UserId.ToString(),
            new NotificationView(row.Id.ToString(), occasion.Type, occasion.Title, occasion.Body, occasion.Link, now, ReadAt: null))).ToList();
        if (items.Count > 0)
        {
            await work.PublishAsync(new NotificationsCreated(items), orderingKey: null, cancellation);
            work.AfterCommit(() =>
            {
                NotificationMetrics.Stored.Add(items.Count, KeyValuePair.Create("type", (object?)occasion.Type));
                return Task.CompletedTask;
            });
        }
    }
}
