using Streaming.ServiceDefaults;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Listings;

/// <summary>Where a page ends: the sort's key of its last stream, and that stream's id to tell equals apart.</summary>
internal sealed record Position(Guid Id, long? Number = null, DateTimeOffset? Time = null);

/// <summary>An order of a list, and how to go on in it after a given stream (keyset paging: nothing is skipped or shown twice when rows come and go).</summary>
/// <param name="Column">Sorted by this, then by id.</param>
/// <param name="Descending">Largest or latest first.</param>
/// <param name="PositionOf">A stream's place in the order.</param>
/// <param name="KeyOf">The column's value at a place; null when the cursor is of another list.</param>
internal sealed record Sort(string Column, bool Descending, Func<StreamRow, Position> PositionOf, Func<Position, object?> KeyOf)
{
    public static readonly Sort MostViewers = ByNumber("s.viewer_count", s => s.ViewerCount);
    public static readonly Sort HighestPeak = ByNumber("s.peak_viewers", s => s.PeakViewers);
    public static readonly Sort MostRevenue = ByNumber("s.revenue_tokens", s => s.RevenueTokens);
    public static readonly Sort LatestStart = new("s.started_at", true, s => new(s.Id, Time: s.StartedAt), p => p.Time);
    public static readonly Sort Soonest = new("s.scheduled_for", false, s => new(s.Id, Time: s.ScheduledFor), p => p.Time);
    public static readonly Sort Newest = new("s.id", true, s => new(s.Id), p => p.Id);

    public string OrderBy => Descending ? $"order by {Column} desc, s.id desc" : $"order by {Column}, s.id";

    public string After => $"and ({Column}, s.id) {(Descending ? '<' : '>')} (@AfterKey, @AfterId)";

    /// <exception cref="ProblemException">400 when the cursor is of another list.</exception>
    public object KeyAt(Position position) => KeyOf(position) ?? throw Problem.Validation("The cursor is not one that this list gave.");

    private static Sort ByNumber(string column, Func<StreamRow, long> value) =>
        new(column, Descending: true, s => new(s.Id, Number: value(s)), p => p.Number);
}
