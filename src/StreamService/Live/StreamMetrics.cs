using System.Diagnostics.Metrics;

namespace Streaming.StreamService.Live;

/// <summary>Counts of what happens to live streams, in the meter <c>Streaming.Streams</c>.</summary>
internal sealed class StreamMetrics : IDisposable
{
    private readonly Meter _meter = new("Streaming.Streams");
    private readonly Counter<long> _started;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _corrected;

    public StreamMetrics()
    {
        _started = _meter.CreateCounter<long>("streaming.streams.started", "{stream}", "Streams that went live");
        _ended = _meter.CreateCounter<long>("streaming.streams.ended", "{stream}", "Streams that ended, by reason");
        _corrected = _meter.CreateCounter<long>("streaming.media.corrections", "{stream}", "Publisher states that no webhook had reported");
    }

    public void Started() => _started.Add(1);

    public void Ended(string reason) => _ended.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Corrected() => _corrected.Add(1);

    public void Dispose() => _meter.Dispose();
}
