namespace Streaming.ChatService;

/// <summary>What clients are told of the step from one stored state of a stream to a later one.</summary>
internal static class StreamChanges
{
    public static IEnumerable<(string Event, object Body)> Between(KnownStream before, KnownStream now)
    {
        if (now.Settings != before.Settings)
        {
            yield return (HubEvents.Settings, now.Settings);
        }

        if (now.View.Version > before.View.Version)
        {
            var started = now.View.Status == StreamStatus.Live && before.View.Status != StreamStatus.Live;
            yield return (started ? HubEvents.StreamStarted : HubEvents.StreamUpdated, now.View);
        }

        if (now.Ending is { } ending && before.Ending is null)
        {
            yield return (HubEvents.StreamEnded, ending);
        }
    }
}
