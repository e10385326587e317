namespace Streaming.Contracts;

/// <summary>A notification as clients see it; also the <c>notification</c> hub message.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Type">E.g. <c>live_stream_started</c>.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">A sentence or two.</param>
/// <param name="Link">Path within the web client.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ReadAt">UTC; null while unread.</param>
public sealed record NotificationView(string Id, string Type, string Title, string Body, string? Link, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

/// <summary>In-app notifications were stored and are to be shown to whoever of these people is connected.</summary>
/// <param name="Items">At most 500 per event.</param>
public sealed record NotificationsCreated(IReadOnlyList<NotificationFor> Items);

/// <summary>One person's notification.</summary>
/// <param name="UserId">To whom.</param>
/// <param name="Notification">What.</param>
public sealed record NotificationFor(string UserId, NotificationView Notification);
