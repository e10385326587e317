using Streaming.ServiceDefaults;

namespace Streaming.StreamService.Streams;

/// <summary>
/// The moves a stream can make: <c>scheduled → live → ending → ended → archived</c> and <c>scheduled → cancelled</c>, no others.
/// Every change of status asks here, with the stream's row locked.
/// </summary>
internal static class StreamLifecycle
{
    public static bool Allows(string from, string to) => (from, to) is
        (StreamStatus.Scheduled, StreamStatus.Live) or
        (StreamStatus.Scheduled, StreamStatus.Cancelled) or
        (StreamStatus.Live, StreamStatus.Ending) or
        (StreamStatus.Ending, StreamStatus.Ended) or
        (StreamStatus.Ended, StreamStatus.Archived);

    /// <exception cref="ProblemException">409 invalid_transition.</exception>
    public static StreamRow To(this StreamRow stream, string status) => Allows(stream.Status, status)
        ? stream with { Status = status }
        : throw Invalid(stream, status);

    /// <summary>The stream went live just now and waits for its publisher.</summary>
    /// <exception cref="ProblemException">409 invalid_transition.</exception>
    public static StreamRow GoLive(this StreamRow stream, DateTimeOffset now, TimeSpan firstPublisherLimit) => stream.To(StreamStatus.Live) with
    {
        StartedAt = now,
        Publisher = PublisherState.Absent,
        EndsAt = now + firstPublisherLimit,
    };

    /// <summary>The stream ended, and how long it was is known.</summary>
    /// <exception cref="ProblemException">409 invalid_transition.</exception>
    public static StreamRow End(this StreamRow stream, DateTimeOffset now, string reason) => stream.To(StreamStatus.Ending).To(StreamStatus.Ended) with
    {
        EndedAt = now,
        DurationSeconds = Math.Max(0, (int)(now - stream.StartedAt!.Value).TotalSeconds),
        EndReason = reason,
        Publisher = PublisherState.Absent,
        EndsAt = null,
        ViewerCount = 0,
    };

    private static ProblemException Invalid(StreamRow stream, string status) =>
        Problem.Conflict($"A stream that is {stream.Status} can't become {status}.", ProblemCodes.InvalidTransition);
}
