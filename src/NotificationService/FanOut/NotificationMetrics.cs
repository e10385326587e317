using System.Diagnostics.Metrics;

namespace Streaming.NotificationService;

/// <summary>What is measured of the promise that followers hear soon and once.</summary>
internal static class NotificationMetrics
{
    private static readonly Meter Meter = new("Streaming.Notifications");

    /// <summary>Notifications stored, by type.</summary>
    public static readonly Counter<long> Stored = Meter.CreateCounter<long>("notifications.stored", "{notification}");

    /// <summary>From an occasion until its last follower was told.</summary>
    public static readonly Histogram<double> FanOutDuration = Meter.CreateHistogram<double>("notifications.fan_out.duration", "s");
}
