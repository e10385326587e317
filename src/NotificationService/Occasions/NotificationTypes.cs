namespace Streaming.NotificationService;

/// <summary>What people are notified of; the <c>type</c> that clients see.</summary>
public static class NotificationTypes
{
    /// <summary>A followed channel went live.</summary>
    public const string LiveStreamStarted = "live_stream_started";

    /// <summary>A followed channel set a date for a stream.</summary>
    public const string NewStreamScheduled = "new_stream_scheduled";

    /// <summary>Someone sent the creator a gift.</summary>
    public const string GiftReceived = "gift_received";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [LiveStreamStarted, NewStreamScheduled, GiftReceived];
}

/// <summary>The ways a notification can reach a person.</summary>
public static class NotificationChannels
{
    /// <summary>The list in the app, and the hub while someone is connected.</summary>
    public const string InApp = "in_app";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [InApp];
}

/// <summary>One thing that happened, in the words that people read.</summary>
/// <param name="Type">One of <see cref="NotificationTypes"/>.</param>
/// <param name="Subject">The business id of what happened (stream, gift): nobody hears of one type and subject twice.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">A sentence or two.</param>
/// <param name="Link">Path within the web client.</param>
/// <param name="At">UTC.</param>
internal sealed record Occasion(string Type, string Subject, string Title, string Body, string? Link, DateTimeOffset At);
