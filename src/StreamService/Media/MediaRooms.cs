using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Live;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Media;

/// <summary>The rooms of our streams at the media server.</summary>
internal sealed class MediaRooms(RoomService server, IOptions<StreamsSettings> streams, TimeProvider time, ILogger<MediaRooms> logger)
{
    /// <summary>How long a room that was seen is taken to be there still: a crowd that arrives at once asks the media server once.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(2);

    /// <summary>Rooms remembered at most.</summary>
    public const int MaxRemembered = 10_000;

    /// <summary>A room outlives its stream's own time limits, so that the stream's state decides and not the room's.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Check> _checks = new(StringComparer.Ordinal);

    /// <summary>Makes sure that the stream's room is there.</summary>
    /// <exception cref="ProblemException">503 media_unavailable when the media server does not answer.</exception>
    public async Task EnsureAsync(StreamRow stream, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_checks.Count > MaxRemembered)
        {
            _checks.Clear();
        }

        var check = _checks.AddOrUpdate(stream.RoomName, _ => Begin(), (_, known) => now - known.At < Trust ? known : Begin());
        try
        {
            await check.Room.Value.WaitAsync(cancellation);
        }
        catch (MediaServerException e)
        {
            _checks.TryRemove(KeyValuePair.Create(stream.RoomName, check));
            logger.LogWarning(e, "The media server does not answer");
            throw Problem.Unavailable("The media server does not answer; try again.", ProblemCodes.MediaUnavailable);
        }

        // Shared by everyone who asks now, so one of them giving up must not cancel it; the server's time limit ends it.
        Check Begin() => new(now, new Lazy<Task>(() => CreateAsync(stream, CancellationToken.None)));
    }

    /// <exception cref="MediaServerException">It does not answer.</exception>
    public Task CreateAsync(StreamRow stream, CancellationToken cancellation) => server.CreateAsync(
        stream.RoomName,
        JsonSerializer.Serialize(new { streamId = stream.Id, creatorId = stream.CreatorId }, JsonSerializerOptions.Web),
        streams.Value.FirstPublisherLimit + Margin,
        streams.Value.Grace + Margin,
        cancellation);

    /// <summary>Ends the room of a stream that is over. When that fails, <see cref="Reconciler"/> does it later.</summary>
    public async Task DeleteAsync(StreamRow stream, CancellationToken cancellation)
    {
        _checks.TryRemove(stream.RoomName, out _);
        try
        {
            await server.DeleteAsync(stream.RoomName, cancellation);
        }
        catch (MediaServerException e)
        {
            logger.LogWarning(e, "The room of stream {StreamId} could not be ended yet", stream.Id);
        }
    }

    private sealed record Check(DateTimeOffset At, Lazy<Task> Room);
}
