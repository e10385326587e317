namespace Streaming.Contracts;

/// <summary>The channel a stream belongs to, as embedded in the <c>stream</c> shape.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Slug">Unique and stable: 3–40 characters of <c>[a-z0-9-]</c>.</param>
/// <param name="Name">1–60 characters.</param>
public sealed record ChannelRef(string Id, string Slug, string Name);

/// <summary>The recording of a stream.</summary>
/// <param name="Status"><c>none</c>, <c>recording</c>, <c>ready</c>, <c>saved</c>, <c>discarded</c>, <c>expired</c> or <c>failed</c>.</param>
/// <param name="Url">HLS playlist, when the asker may watch it.</param>
/// <param name="ExpiresAt">When the media is deleted; UTC.</param>
public sealed record RecordingView(string Status, string? Url, DateTimeOffset? ExpiresAt);

/// <summary>A stream as clients, the hub and other services see it; the <c>stream</c> shape of the public API.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Channel">Where it is shown.</param>
/// <param name="Creator">Who owns it.</param>
/// <param name="Title">1–140 characters.</param>
/// <param name="Description">At most 5,000 characters.</param>
/// <param name="Category">At most 40 characters.</param>
/// <param name="Tags">At most 10, each at most 25 characters.</param>
/// <param name="Status"><c>scheduled</c>, <c>live</c>, <c>ending</c>, <c>ended</c>, <c>archived</c> or <c>cancelled</c>.</param>
/// <param name="Visibility"><c>public</c>, <c>unlisted</c> or <c>followers</c>.</param>
/// <param name="Sensitivity"><c>everyone</c> or <c>mature</c>.</param>
/// <param name="Price">Tokens for a place; 0 is free.</param>
/// <param name="ScheduledFor">UTC; null when set up without a date.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC.</param>
/// <param name="DurationSeconds">Whole seconds live; null until it ended.</param>
/// <param name="RoomName">The media room.</param>
/// <param name="ViewerCount">Distinct people present now, the creator not counted.</param>
/// <param name="PeakViewers">The largest such count so far.</param>
/// <param name="TotalViews">Distinct people who ever watched.</param>
/// <param name="GiftTokens">Tokens received as gifts, before shares.</param>
/// <param name="RevenueTokens">Tokens from gifts and enrolments, before shares.</param>
/// <param name="EnrollmentCount">People enrolled.</param>
/// <param name="ThumbnailUrl">Path or URL of a picture; null until there is one.</param>
/// <param name="EndReason"><c>creator</c>, <c>disconnected</c>, <c>moderation</c> or <c>failed:…</c>.</param>
/// <param name="Publisher"><c>absent</c>, <c>connected</c> or <c>reconnecting</c>: whether media arrives.</param>
/// <param name="Recording">The recording's state.</param>
/// <param name="Version">Grows with every change of this stream; older snapshots are to be ignored.</param>
public sealed record StreamView(
    string Id,
    ChannelRef Channel,
    PublicUser Creator,
    string Title,
    string? Description,
    string? Category,
    IReadOnlyList<string> Tags,
    string Status,
    string Visibility,
    string Sensitivity,
    int Price,
    DateTimeOffset? ScheduledFor,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    int? DurationSeconds,
    string RoomName,
    int ViewerCount,
    int PeakViewers,
    int TotalViews,
    long GiftTokens,
    long RevenueTokens,
    int EnrollmentCount,
    string? ThumbnailUrl,
    string? EndReason,
    string Publisher,
    RecordingView Recording,
    int Version);

/// <summary>What is saved of a stream when it ends.</summary>
/// <param name="DurationSeconds">Whole seconds live.</param>
/// <param name="PeakViewers">The largest count of distinct people.</param>
/// <param name="TotalViews">Distinct people who ever watched.</param>
/// <param name="GiftTokens">Tokens received as gifts.</param>
/// <param name="RevenueTokens">Gifts and enrolments together.</param>
public sealed record StreamStats(int DurationSeconds, int PeakViewers, int TotalViews, long GiftTokens, long RevenueTokens);
