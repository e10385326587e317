using System.Diagnostics.Metrics;

namespace Streaming.WalletService;

/// <summary>What passes through the ledger, and whether it still adds up.</summary>
public sealed class LedgerMetrics
{
    private readonly Counter<long> _posted;
    private long _faults;

    /// <summary>Registers the instruments.</summary>
    public LedgerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Streaming.Ledger");
        _posted = meter.CreateCounter<long>("ledger.posts", "{post}", "Transactions asked for, by type and by outcome");
        meter.CreateObservableGauge("ledger.faults", () => Volatile.Read(ref _faults), "{fault}", "Faults that the last verification found; anything but 0 is an alarm");
    }

    /// <summary>Notes a transaction's outcome.</summary>
    public Task NoteAsync(string type, PostOutcome outcome)
    {
        _posted.Add(1, new("type", type), new("outcome", outcome.ToString().ToLowerInvariant()));
        return Task.CompletedTask;
    }

    /// <summary>Notes what a verification found.</summary>
    public void NoteFaults(long count) => Volatile.Write(ref _faults, count);
}
