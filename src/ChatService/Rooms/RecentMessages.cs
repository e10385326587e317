namespace Streaming.ChatService;

/// <summary>A room's newest messages by number, and the last number that was shown. Not thread-safe.</summary>
internal sealed class RecentMessages(IEnumerable<Message> messages, long lastSeq)
{
    private readonly LinkedList<Message> _messages = new(messages);

    public long LastSeq { get; private set; } = lastSeq;

    public IReadOnlyList<Message> Newest(int count) => [.. _messages.TakeLast(count)];

    public void Add(Message message)
    {
        _messages.AddLast(message);
        LastSeq = message.Seq;
        if (_messages.Count > Room.HistorySize)
        {
            _messages.RemoveFirst();
        }
    }

    public void SkipTo(long seq) => LastSeq = Math.Max(LastSeq, seq);

    public void Remove(string id)
    {
        if (_messages.FirstOrDefault(m => m.Id == id) is { } message)
        {
            _messages.Remove(message);
        }
    }

    /// <summary>Replaces all by what the database has up to <see cref="LastSeq"/>.</summary>
    /// <returns>Those that are no longer there.</returns>
    public IReadOnlyList<Message> Retain(IReadOnlyList<Message> stored)
    {
        var ids = stored.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var first = stored.Count == Room.HistorySize ? stored[0].Seq : 0;
        List<Message> gone = [.. _messages.Where(m => m.Seq >= first && !ids.Contains(m.Id))];
        _messages.Clear();
        foreach (var message in stored)
        {
            _messages.AddLast(message);
        }

        return gone;
    }
}
