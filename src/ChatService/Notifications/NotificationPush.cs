using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>
/// Shows notifications to those of their people who are connected, to any node. Nothing is kept here: who is away finds them at
/// NotificationService.
/// </summary>
internal sealed class NotificationPush(Backplane backplane) : IEventHandler<NotificationsCreated>
{
    public Task HandleAsync(NotificationsCreated message, UnitOfWork work, CancellationToken cancellation)
    {
        work.AfterCommit(() => Task.WhenAll(message.Items.Select(item =>
            backplane.PublishAsync(Backplane.UserChannel(item.UserId), HubSignal.Of(HubEvents.Notification, item.Notification)))));
        return Task.CompletedTask;
    }
}
