using System.Threading.Channels;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>What a connection gets when it joins a room.</summary>
internal sealed record RoomState(ChatSettings Settings, IReadOnlyList<Message> History, long LastSeq);

/// <summary>
/// One stream as this node's connections see it. Works through its mailbox one thing at a time, so what follows always holds:
/// messages are shown in the order of their numbers, each once, none left out (a signal that is ahead has the missing ones read from the
/// database first, one that is behind is dropped); a connection gets its history before any newer message and no message twice.
/// </summary>
internal sealed class Room : IAsyncDisposable
{
    /// <summary>Messages that a joining connection gets.</summary>
    public const int HistorySize = 50;

    /// <summary>Waiting signals; more are dropped and found in the database.</summary>
    public const int MailboxSize = 4096;

    /// <summary>Messages read at once when the room is behind; of longer gaps only the newest are shown.</summary>
    public const int CatchUpSize = 200;
    private readonly RoomServices _services;
    private readonly RoomAudience _audience;
    private readonly Channel<Func<Task>> _mailbox = Channel.CreateBounded<Func<Task>>(new BoundedChannelOptions(MailboxSize) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _working;
    private IAsyncDisposable? _subscription;
    private KnownStream? _stream;
    private RecentMessages _recent = new([], 0);

    public Room(string streamId, RoomServices services)
    {
        StreamId = streamId;
        _services = services;
        _audience = new RoomAudience(streamId, services.Hub, services.Logger);
        _working = WorkAsync();
    }

    public string StreamId { get; }

    /// <summary>Connections that joined; guarded by the registry's lock.</summary>
    public HashSet<string> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>When the last of them left; guarded by the registry's lock.</summary>
    public DateTimeOffset EmptySince { get; set; }

    /// <summary>Sends the connection its history and lets it see what follows.</summary>
    public async Task<RoomState> JoinAsync(string connectionId, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<RoomState>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _mailbox.Writer.WriteAsync(
            async () =>
            {
                try
                {
                    var stream = await OpenAsync();
                    var history = _recent.Newest(HistorySize);
                    await _audience.AdmitAsync(connectionId, new ChatHistory(StreamId, history), _closing.Token);
                    answer.SetResult(new RoomState(stream.Settings, history, _recent.LastSeq));
                }
                catch (Exception e)
                {
                    answer.SetException(e);
                }
            },
            cancellation);
        return await answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Takes what a node tells; dropped when the mailbox is full or nobody has opened the room yet.</summary>
    public void Receive(HubSignal signal) => _mailbox.Writer.TryWrite(() => HandleAsync(signal));

    /// <summary>Compares with what the database has, and catches up.</summary>
    public void Check(long lastSeq, long revision) => _mailbox.Writer.TryWrite(() =>
        _stream is { } stream && (lastSeq > _recent.LastSeq || revision > stream.Revision) ? ReloadAsync(stream) : Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        _mailbox.Writer.TryComplete();
        await _closing.CancelAsync();
        await _working;
        if (_subscription is not null)
        {
            await _subscription.DisposeAsync();
        }

        _closing.Dispose();
    }

    private async Task WorkAsync()
    {
        await foreach (var work in _mailbox.Reader.ReadAllAsync())
        {
            try
            {
                await work();
            }
            catch (Exception e) when (!_closing.IsCancellationRequested)
            {
                _services.Logger.LogWarning(e, "The room of stream {StreamId} is behind; its next check catches up", StreamId);
            }
            catch (Exception) when (_closing.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<KnownStream> OpenAsync()
    {
        if (_stream is { } open)
        {
            return open;
        }

        _subscription ??= await _services.Backplane.SubscribeAsync(Backplane.StreamChannel(StreamId), Receive);
        var stream = await LoadAsync() ?? throw Problem.NotFound("There is no such stream.");
        var history = await _services.Messages.BeforeAsync(StreamId, stream.LastSeq + 1, HistorySize, _closing.Token);
        _recent = new RecentMessages(history, stream.LastSeq);
        return _stream = stream;
    }

    private async Task HandleAsync(HubSignal signal)
    {
        if (_stream is not { } stream)
        {
            return;
        }

        switch (signal.Event)
        {
            case HubEvents.Message:
                await ShowAsync(signal.Read<Message>());
                break;
            case HubSignal.Changed:
                await ReloadAsync(stream);
                break;
            case HubEvents.Deleted:
                _recent.Remove(signal.Read<MessageDeleted>().MessageId);
                await _audience.ShowAsync(signal.Event, signal.Body, _closing.Token);
                break;
            default:
                await _audience.ShowAsync(signal.Event, signal.Body, _closing.Token);
                break;
        }
    }

    private async Task ShowAsync(Message message)
    {
        if (message.Seq > _recent.LastSeq + 1)
        {
            await CatchUpAsync(message.Seq);
        }
        else if (message.Seq == _recent.LastSeq + 1)
        {
            await ShowNextAsync(message);
        }
    }

    private async Task CatchUpAsync(long upTo)
    {
        var missed = await _services.Messages.AfterAsync(StreamId, Math.Max(_recent.LastSeq, upTo - CatchUpSize), CatchUpSize, _closing.Token);
        foreach (var message in missed)
        {
            await ShowNextAsync(message);
        }

        // Numbers at the end can be of deleted messages.
        _recent.SkipTo(upTo);
    }

    private async Task ShowNextAsync(Message message)
    {
        _recent.Add(message);
        _services.Metrics.Shown(message);
        await _audience.ShowAsync(HubEvents.Message, message, _closing.Token);
        if (message.Gift is { } gift)
        {
            await _audience.ShowAsync(
                HubEvents.GiftSent, new GiftShown(message.Id, StreamId, message.User, gift.Gift, gift.Quantity, gift.TotalTokens), _closing.Token);
        }
    }

    private async Task ReloadAsync(KnownStream before)
    {
        if (await LoadAsync() is not { } now)
        {
            return;
        }

        if (now.LastSeq > _recent.LastSeq)
        {
            await CatchUpAsync(now.LastSeq);
        }

        if (now.Revision > before.Revision)
        {
            var kept = await _services.Messages.BeforeAsync(StreamId, _recent.LastSeq + 1, HistorySize, _closing.Token);
            foreach (var gone in _recent.Retain(kept))
            {
                await _audience.ShowAsync(HubEvents.Deleted, new MessageDeleted(StreamId, gone.Id, Reason: null), _closing.Token);
            }

            foreach (var (name, body) in StreamChanges.Between(before, now))
            {
                await _audience.ShowAsync(name, body, _closing.Token);
            }
        }

        _stream = now;
    }

    private Task<KnownStream?> LoadAsync() => _services.Streams.FindAsync(StreamId, _closing.Token);
}
