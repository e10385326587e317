using System.Diagnostics.Metrics;

namespace Streaming.ChatService;

/// <summary>Meter <c>Streaming.Chat</c>: messages written, how long until a node shows one, connections.</summary>
internal sealed class ChatMetrics : IDisposable
{
    private readonly Meter _meter = new("Streaming.Chat");
    private readonly TimeProvider _time;
    private readonly Counter<long> _appended;
    private readonly Histogram<double> _delay;
    private readonly UpDownCounter<long> _connections;

    public ChatMetrics(TimeProvider time)
    {
        _time = time;
        _appended = _meter.CreateCounter<long>("chat.messages", "{message}", "Messages stored.");
        _delay = _meter.CreateHistogram<double>("chat.message.delay", "s", "From the writing of a message until a node sends it to its connections.");
        _connections = _meter.CreateUpDownCounter<long>("chat.connections", "{connection}", "Hub connections to this node.");
    }

    public void Appended(Message message) => _appended.Add(1, new KeyValuePair<string, object?>("type", message.Type));

    public void Shown(Message message) => _delay.Record((_time.GetUtcNow() - message.CreatedAt).TotalSeconds);

    public void Connected(int change) => _connections.Add(change);

    public void Dispose() => _meter.Dispose();
}
