using Streaming.MediaNode.Forwarding;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Protocol;
using Streaming.MediaNode.Rooms;
using Room = Streaming.MediaNode.Rooms.Room;

namespace Streaming.MediaNode.Webhooks;

/// <summary>One event, encoded, and when it happened.</summary>
public sealed record PendingWebhook(string Name, byte[] Body, long At);

/// <summary>
/// Queues events per room name and address, so that each receiver sees a room's events in order while rooms do not wait for each
/// other. A queue's own task drains it and ends when it is empty. <c>_gate</c> guards the queues; it is held for moments only.
/// </summary>
public sealed class WebhookQueue(MediaSettings settings, MediaClock clock, MediaMetrics metrics, WebhookSender sender) : IWebhookSink, IHostedService
{
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(3);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Room, Uri Address), Queue<PendingWebhook>> _queues = [];
    private readonly HashSet<Task> _draining = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <inheritdoc/>
    public void Enqueue(Room room, string name) => Enqueue(room.Name, new WebhookEvent { Event = name, Room = room.Info() });

    /// <inheritdoc/>
    public void Enqueue(Room room, string name, Participant participant) =>
        Enqueue(room.Name, new WebhookEvent { Event = name, Room = room.Info(), Participant = participant.Info() });

    /// <inheritdoc/>
    public void Enqueue(Room room, string name, PublishedTrack track) => Enqueue(room.Name, new WebhookEvent
    {
        Event = name,
        Room = new Protocol.Room { Sid = room.Sid, Name = room.Name },
        Participant = new ParticipantInfo { Sid = track.Publisher.Sid, Identity = track.Publisher.Identity },
        Track = track.Info,
    });

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives what is queued a moment to go out.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] draining;
        lock (_gate) draining = [.. _draining];
        await Task.WhenAny(Task.WhenAll(draining), Task.Delay(DrainTimeout, cancellationToken));
        await _stopping.CancelAsync();
    }

    private void Enqueue(string room, WebhookEvent @event)
    {
        if (settings.WebhookUrls.Count == 0) return;
        @event.Id = Ids.Event();
        @event.CreatedAt = clock.UtcNow.ToUnixTimeSeconds();
        var pending = new PendingWebhook(@event.Event, ProtoJson.Webhook.Write(@event), clock.Now);
        lock (_gate)
        {
            foreach (var address in settings.WebhookUrls) Enqueue((room, address), pending);
        }
    }

    private void Enqueue((string Room, Uri Address) key, PendingWebhook pending)
    {
        if (_queues.TryGetValue(key, out var queue))
        {
            if (queue.Count < Limits.WebhookBacklog) queue.Enqueue(pending);
            else metrics.WebhookDropped();
            return;
        }
        _queues[key] = new Queue<PendingWebhook>([pending]);
        var task = Task.Run(() => Drain(key), _stopping.Token);
        _draining.Add(task);
        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Forget(Task drained)
    {
        lock (_gate) _draining.Remove(drained);
    }

    private async Task Drain((string Room, Uri Address) key)
    {
        while (Next(key) is { } pending)
        {
            if (clock.Now - pending.At > MediaClock.Micros(Limits.WebhookAge)) metrics.WebhookDropped();
            else await sender.Send(key.Address, pending, _stopping.Token);
        }
    }

    private PendingWebhook? Next((string Room, Uri Address) key)
    {
        lock (_gate)
        {
            if (_queues[key].TryDequeue(out var pending)) return pending;
            _queues.Remove(key);
            return null;
        }
    }
}
