using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.NotificationService;

/// <summary>
/// The follower projection. Always holds: a row tells the event with the latest <c>At</c> of that person and channel,
/// whatever order the events came in.
/// </summary>
internal sealed class FollowerChanges : IEventHandler<ChannelFollowed>, IEventHandler<ChannelUnfollowed>
{
    public async Task HandleAsync(ChannelFollowed message, UnitOfWork work, CancellationToken cancellation)
    {
        var (channel, user) = (Guid.Parse(message.ChannelId), Guid.Parse(message.UserId));
        if (await SaveAsync(work, channel, user, following: true, message.At, cancellation))
        {
            await FanOutStore.TellLateFollowerAsync(work, channel, user, message.At, cancellation);
        }
    }

    public Task HandleAsync(ChannelUnfollowed message, UnitOfWork work, CancellationToken cancellation) =>
        SaveAsync(work, Guid.Parse(message.ChannelId), Guid.Parse(message.UserId), following: false, message.At, cancellation);

    private static async Task<bool> SaveAsync(UnitOfWork work, Guid channel, Guid user, bool following, DateTimeOffset at, CancellationToken cancellation) =>
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into followers (channel_id, user_id, following, at) values (@channel, @user, @following, @at)
            on conflict (channel_id, user_id) do update set following = excluded.following, at = excluded.at where followers.at < excluded.at
            """,
            new { channel, user, following, at = at.ToUniversalTime() },
            work.Transaction,
            cancellationToken: cancellation)) == 1;
}
