using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.NotificationService;

/// <summary>
/// Tells all followers of a channel of something, however many they are. Always holds:
/// a fan-out advances by one batch per transaction, which stores the batch's notifications and how far it came together, so a
/// kill loses at most a batch that nobody saw and the next worker goes on from there;
/// after each batch the fan-out goes to the end of the line, so a creator with a million followers delays the others by one
/// batch a round and not by the whole; a row is locked while its batch is done, so replicas work on different fan-outs.
/// </summary>
internal sealed class FanOutStore(Database database, TimeProvider time)
{
    /// <summary>Followers per transaction.</summary>
    public const int BatchSize = NotificationsStore.MaxPeople;

    /// <summary>A follow event that comes this much later than the occasion that it precedes still counts.</summary>
    public static readonly TimeSpan LateFollow = TimeSpan.FromMinutes(10);

    /// <summary>Queues an occasion for a channel's followers; once per type and subject.</summary>
    public static Task AddAsync(UnitOfWork work, Guid channelId, Guid creatorId, Occasion occasion, CancellationToken cancellation) =>
        work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into fan_outs (id, type, subject, channel_id, creator_id, title, body, link, happened_at)
            values (@Id, @Type, @Subject, @channelId, @creatorId, @Title, @Body, @Link, @HappenedAt)
            on conflict (type, subject) do nothing
            """,
            new
            {
                Id = Guid.CreateVersion7(),
                occasion.Type,
                occasion.Subject,
                channelId,
                creatorId,
                occasion.Title,
                occasion.Body,
                occasion.Link,
                HappenedAt = occasion.At.ToUniversalTime(),
            },
            work.Transaction,
            cancellationToken: cancellation));

    /// <summary>Queues of the bus overtake each other: whoever followed before an occasion hears of it although it came first.</summary>
    public static async Task TellLateFollowerAsync(UnitOfWork work, Guid channelId, Guid userId, DateTimeOffset followedAt, CancellationToken cancellation)
    {
        // Locked: a batch that is being done does not see this follower yet, and is waited for.
        var recent = await work.Connection.QueryAsync<FanOut>(new CommandDefinition(
            $"select {FanOut.Columns} from fan_outs where channel_id = @channelId and happened_at between @From and @To and creator_id <> @userId for share",
            new { channelId, userId, From = followedAt.ToUniversalTime(), To = (followedAt + LateFollow).ToUniversalTime() },
            work.Transaction,
            cancellationToken: cancellation));
        foreach (var missed in recent.Where(f => f.ToldUpTo >= userId).ToList())
        {
            await NotificationsStore.AddAsync(work, [userId], missed.Occasion, missed.HappenedAt, cancellation);
        }
    }

    /// <summary>Does one batch of the fan-out whose turn it is; false when none waits.</summary>
    public Task<bool> DoBatchAsync(CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var fanOut = await work.Connection.QuerySingleOrDefaultAsync<FanOut>(new CommandDefinition(
                $"select {FanOut.Columns} from fan_outs where done_at is null order by turn limit 1 for update skip locked",
                transaction: work.Transaction,
                cancellationToken: cancellation));
            if (fanOut is null)
            {
                return false;
            }

            var followers = (await work.Connection.QueryAsync<Guid>(new CommandDefinition(
                """
                select user_id from followers
                where channel_id = @ChannelId and user_id > @ToldUpTo and following and at <= @HappenedAt and user_id <> @CreatorId
                order by user_id limit @BatchSize
                """,
                new { fanOut.ChannelId, fanOut.ToldUpTo, fanOut.HappenedAt, fanOut.CreatorId, BatchSize },
                work.Transaction,
                cancellationToken: cancellation))).AsList();
            await NotificationsStore.AddAsync(work, followers, fanOut.Occasion, time.GetUtcNow(), cancellation);
            var isDone = followers.Count < BatchSize;
            await work.Connection.ExecuteAsync(new CommandDefinition(
                "update fan_outs set told_up_to = @ToldUpTo, told = told + @Count, turn = nextval('fan_out_turns'), done_at = @DoneAt where id = @Id",
                new
                {
                    fanOut.Id,
                    ToldUpTo = isDone ? Guid.AllBitsSet : followers[^1],
                    followers.Count,
                    DoneAt = isDone ? time.GetUtcNow() : (DateTimeOffset?)null,
                },
                work.Transaction,
                cancellationToken: cancellation));
            if (isDone)
            {
                work.AfterCommit(() =>
                {
                    NotificationMetrics.FanOutDuration.Record((time.GetUtcNow() - fanOut.HappenedAt).TotalSeconds, KeyValuePair.Create("type", (object?)fanOut.Type));
                    return Task.CompletedTask;
                });
            }

            return true;
        },
        cancellation);
}
