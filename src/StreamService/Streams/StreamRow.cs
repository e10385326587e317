using Streaming.Contracts;

namespace Streaming.StreamService.Streams;

/// <summary>A stream with its channel and creator, as one query gives them.</summary>
internal sealed record StreamRow
{
    public Guid Id { get; init; }

    public Guid ChannelId { get; init; }

    public string ChannelSlug { get; init; } = "";

    public string ChannelName { get; init; } = "";

    public string CreatorId { get; init; } = "";

    public string CreatorUsername { get; init; } = "";

    public string CreatorDisplayName { get; init; } = "";

    public string? CreatorAvatarUrl { get; init; }

    public string? CreatorBio { get; init; }

    public string[] CreatorRoles { get; init; } = [];

    public string Title { get; init; } = "";

    public string? Description { get; init; }

    public string? Category { get; init; }

    public string[] Tags { get; init; } = [];

    public string Visibility { get; init; } = StreamVisibility.Public;

    public string Sensitivity { get; init; } = "everyone";

    public int Price { get; init; }

    public bool Record { get; init; }

    public string? ThumbnailUrl { get; init; }

    public string Status { get; init; } = StreamStatus.Scheduled;

    public DateTimeOffset? ScheduledFor { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int? DurationSeconds { get; init; }

    public string? EndReason { get; init; }

    public string RoomName { get; init; } = "";

    public string Publisher { get; init; } = PublisherState.Absent;

    /// <summary>The media connection that publishes, as the media server names it.</summary>
    public string? PublisherSid { get; init; }

    /// <summary>When <see cref="Publisher"/> was last learnt.</summary>
    public DateTimeOffset? PublisherAt { get; init; }

    /// <summary>When the stream ends by itself unless its publisher appears.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public int ViewerCount { get; init; }

    public int PeakViewers { get; init; }

    public int TotalViews { get; init; }

    public long GiftTokens { get; init; }

    public long RevenueTokens { get; init; }

    public int Version { get; init; } = 1;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public StreamView ToView() => new(
        Id.ToString(),
        new ChannelRef(ChannelId.ToString(), ChannelSlug, ChannelName),
        new PublicUser(CreatorId, CreatorUsername, CreatorDisplayName, CreatorAvatarUrl, CreatorBio, CreatorRoles),
        Title,
        Description,
        Category,
        Tags,
        Status,
        Visibility,
        Sensitivity,
        Price,
        ScheduledFor,
        StartedAt,
        EndedAt,
        DurationSeconds,
        RoomName,
        ViewerCount,
        PeakViewers,
        TotalViews,
        GiftTokens,
        RevenueTokens,
        EnrollmentCount: 0,
        ThumbnailUrl,
        EndReason,
        Publisher,
        new RecordingView("none", Url: null, ExpiresAt: null),
        Version);

    public StreamStats ToStats() => new(DurationSeconds ?? 0, PeakViewers, TotalViews, GiftTokens, RevenueTokens);
}
