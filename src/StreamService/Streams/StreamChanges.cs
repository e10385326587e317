using Streaming.ServiceDefaults;
using Streaming.StreamService.Validation;

namespace Streaming.StreamService.Streams;

/// <summary>Applies what creators ask for to a stream, within what its state allows.</summary>
internal static class StreamChanges
{
    /// <summary>How far ahead a stream can be announced.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(366);

    public static StreamRow With(this StreamRow stream, StreamDetails details) => stream with
    {
        Title = details.Title.Trim(),
        Description = Texts.OrNull(details.Description),
        Category = Texts.OrNull(details.Category),
        Tags = Texts.Tags(details.Tags),
        Price = details.Price,
        Visibility = details.Visibility,
        Sensitivity = details.Sensitivity,
        Record = details.Record,
    };

    /// <exception cref="ProblemException">409 when the stream is over, or when it is live and what changes must not; 400 for a blank title or a time that is past.</exception>
    public static StreamRow With(this StreamRow stream, StreamEdit edit, DateTimeOffset now)
    {
        if (stream.Status is not (StreamStatus.Scheduled or StreamStatus.Live))
        {
            throw Problem.Conflict($"A stream that is {stream.Status} can't be changed.", ProblemCodes.InvalidTransition);
        }

        if (stream.Status == StreamStatus.Live
            && ((edit.Price ?? stream.Price) != stream.Price || (edit.Record ?? stream.Record) != stream.Record || edit.ScheduledFor is not null))
        {
            throw Problem.Conflict("Price, recording and time can't change while the stream is live.");
        }

        return stream with
        {
            Title = edit.Title is null ? stream.Title : Texts.OrNull(edit.Title) ?? throw Problem.Validation("The title can't be blank."),
            Description = edit.Description is null ? stream.Description : Texts.OrNull(edit.Description),
            Category = edit.Category is null ? stream.Category : Texts.OrNull(edit.Category),
            Tags = edit.Tags is null ? stream.Tags : Texts.Tags(edit.Tags),
            Price = edit.Price ?? stream.Price,
            Visibility = edit.Visibility ?? stream.Visibility,
            Sensitivity = edit.Sensitivity ?? stream.Sensitivity,
            Record = edit.Record ?? stream.Record,
            ScheduledFor = edit.ScheduledFor is { } time ? Announced(time, now) : stream.ScheduledFor,
        };
    }

    /// <exception cref="ProblemException">400 when the time is past or too far ahead.</exception>
    public static DateTimeOffset Announced(DateTimeOffset time, DateTimeOffset now) => time > now && time <= now + MaxAhead
        ? time.ToUniversalTime()
        : throw Problem.Validation($"scheduledFor must be in the future, at most {MaxAhead.TotalDays:0} days ahead.");
}
