using System.Text.Json;

namespace Streaming.StreamService.Media;

/// <summary>The part of a LiveKit webhook that matters here; camelCase JSON, numbers as strings, defaults left out.</summary>
/// <param name="Id">Unique per event, the same when it is delivered again.</param>
/// <param name="Event">E.g. <c>participant_left</c>.</param>
/// <param name="CreatedAt">Seconds since 1970.</param>
/// <param name="Room">Where it happened.</param>
/// <param name="Participant">Whom it concerns.</param>
internal sealed record WebhookEvent(string? Id, string? Event, long CreatedAt, WebhookRoom? Room, WebhookParticipant? Participant)
{
    /// <summary>The end of the year 9999: what a time can hold.</summary>
    private const long MaxSeconds = 253_402_300_799;

    /// <summary>Reads a body; null when it is not an event.</summary>
    public static WebhookEvent? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<WebhookEvent>(body, JsonSerializerOptions.Web) is { Id.Length: > 0 and <= 100, Event.Length: > 0, CreatedAt: >= 0 and <= MaxSeconds } parsed
                ? parsed
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(CreatedAt);
}

/// <param name="Name">As in our <c>roomName</c>.</param>
internal sealed record WebhookRoom(string? Name);

/// <param name="Sid">The connection.</param>
/// <param name="Identity">Whose it is.</param>
internal sealed record WebhookParticipant(string? Sid, string? Identity);
