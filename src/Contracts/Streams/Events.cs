namespace Streaming.Contracts;

/// <summary>A channel came to be or its name, slug or owner's profile changed. Carries the whole state.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Owner">Its creator.</param>
/// <param name="At">UTC; the latest wins.</param>
public sealed record ChannelSaved(ChannelRef Channel, PublicUser Owner, DateTimeOffset At);

/// <summary>Someone began to follow a channel.</summary>
/// <param name="ChannelId">The channel.</param>
/// <param name="CreatorId">Its owner.</param>
/// <param name="UserId">The follower.</param>
/// <param name="At">UTC; with <see cref="ChannelUnfollowed"/>, the latest per person and channel wins.</param>
public sealed record ChannelFollowed(string ChannelId, string CreatorId, string UserId, DateTimeOffset At);

/// <summary>Someone stopped following a channel.</summary>
/// <param name="ChannelId">The channel.</param>
/// <param name="CreatorId">Its owner.</param>
/// <param name="UserId">The former follower.</param>
/// <param name="At">UTC.</param>
public sealed record ChannelUnfollowed(string ChannelId, string CreatorId, string UserId, DateTimeOffset At);

/// <summary>A stream was announced or prepared; it is not live yet.</summary>
/// <param name="Stream">The stream after the change.</param>
public sealed record StreamScheduled(StreamView Stream);

/// <summary>A stream went live. Published once per stream.</summary>
/// <param name="Stream">The stream after the change.</param>
public sealed record StreamStarted(StreamView Stream);

/// <summary>Title, category, publisher state or the like changed; the status may be any.</summary>
/// <param name="Stream">The stream after the change.</param>
public sealed record StreamUpdated(StreamView Stream);

/// <summary>A stream ended and its statistics are saved. Published once per stream.</summary>
/// <param name="Stream">The stream after the change.</param>
/// <param name="Reason">As <see cref="StreamView.EndReason"/>.</param>
/// <param name="Stats">The saved figures.</param>
public sealed record StreamEnded(StreamView Stream, string Reason, StreamStats Stats);

/// <summary>A scheduled stream was called off.</summary>
/// <param name="Stream">The stream after the change.</param>
public sealed record StreamCancelled(StreamView Stream);

/// <summary>Asks StreamService for a stream that the asker has not heard of yet. Answer: <see cref="StreamDescribed"/>.</summary>
/// <param name="StreamId">The stream.</param>
public sealed record DescribeStream(string StreamId);

/// <summary>The answer to <see cref="DescribeStream"/>.</summary>
/// <param name="Stream">Null when there is no such stream.</param>
public sealed record StreamDescribed(StreamView? Stream);
