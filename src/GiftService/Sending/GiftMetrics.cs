using System.Diagnostics.Metrics;

namespace Streaming.GiftService;

/// <summary>What the platform promises of gifts, measured: that they are decided, and how soon.</summary>
internal sealed class GiftMetrics(IMeterFactory meters)
{
    private readonly Histogram<double> _settled = meters.Create("Streaming.Gifts")
        .CreateHistogram<double>("gifts.settled", "s", "From the sender's request to the outcome, which is sent or rejected");

    /// <summary>Notes an outcome.</summary>
    public Task NoteAsync(GiftSend send, DateTimeOffset now)
    {
        _settled.Record((now - send.RequestedAt).TotalSeconds, new KeyValuePair<string, object?>("outcome", send.Status));
        return Task.CompletedTask;
    }
}
