using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>Keeps <see cref="People"/> up to date.</summary>
internal sealed class PeopleProjection : IEventHandler<UserRegistered>, IEventHandler<UserProfileChanged>
{
    public Task HandleAsync(UserRegistered message, UnitOfWork work, CancellationToken cancellation) =>
        People.SaveAsync(work, message.User, message.At, cancellation);

    public Task HandleAsync(UserProfileChanged message, UnitOfWork work, CancellationToken cancellation) =>
        People.SaveAsync(work, message.User, message.At, cancellation);
}
