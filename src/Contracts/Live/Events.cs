namespace Streaming.Contracts;

/// <summary>A person became present in a stream: their first connection or heartbeat. Published by ChatService, which owns presence.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="ViewerId">A user id, or <c>guest_…</c>.</param>
/// <param name="At">UTC.</param>
public sealed record ViewerJoined(string StreamId, string ViewerId, DateTimeOffset At);

/// <summary>A person's last connection to a stream went away.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="ViewerId">A user id, or <c>guest_…</c>.</param>
/// <param name="At">UTC.</param>
public sealed record ViewerLeft(string StreamId, string ViewerId, DateTimeOffset At);

/// <summary>How many distinct people are present. Published when the count changes, at most twice a second per stream.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Count">People present, the creator not counted; never negative.</param>
/// <param name="At">UTC; the latest wins.</param>
public sealed record ViewersCounted(string StreamId, int Count, DateTimeOffset At);
