using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Channels;
using Streaming.StreamService.Data;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.People;

/// <summary>Keeps profiles up to date, and passes a creator's new name or picture on with their channel and live stream.</summary>
internal sealed class ProfileChanges(TimeProvider time) : IEventHandler<UserRegistered>, IEventHandler<UserProfileChanged>
{
    public Task HandleAsync(UserRegistered message, UnitOfWork work, CancellationToken cancellation) =>
        SaveAsync(message.User, message.At, work, cancellation);

    public Task HandleAsync(UserProfileChanged message, UnitOfWork work, CancellationToken cancellation) =>
        SaveAsync(message.User, message.At, work, cancellation);

    private async Task SaveAsync(PublicUser user, DateTimeOffset at, UnitOfWork work, CancellationToken cancellation)
    {
        if (!await PeopleStore.SaveAsync(work, user, at, cancellation)
            || await ChannelsStore.FindOwnAsync(work.Connection, user.Id, cancellation) is not { } channel)
        {
            return;
        }

        await work.PublishAsync(new ChannelSaved(channel.ToRef(), channel.ToOwner(), time.Now()), channel.Id.ToString(), cancellation);
        if (await StreamsStore.LockLiveAsync(work, user.Id, cancellation) is { } live)
        {
            await StreamsStore.UpdateAsync(work, live, cancellation);
        }
    }
}
