namespace Streaming.NotificationService;

/// <summary>A row of <c>fan_outs</c>.</summary>
internal sealed record FanOut(
    Guid Id,
    Guid ChannelId,
    Guid CreatorId,
    string Type,
    string Subject,
    string Title,
    string Body,
    string? Link,
    DateTimeOffset HappenedAt,
    Guid ToldUpTo)
{
    public const string Columns = "id, channel_id, creator_id, type, subject, title, body, link, happened_at, told_up_to";

    public Occasion Occasion => new(Type, Subject, Title, Body, Link, HappenedAt);
}
