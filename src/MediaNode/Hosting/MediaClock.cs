namespace Streaming.MediaNode.Hosting;

/// <summary>The media plane's clock: microseconds that never go back, for arrival times and intervals; and wall time for what people read.</summary>
public sealed class MediaClock(TimeProvider time)
{
    // Starts above zero so that 0 can mean "never".
    private const long Origin = 1_000_000;
    private readonly long _start = time.GetTimestamp();

    /// <summary>Microseconds since shortly before the start.</summary>
    public long Now => Origin + time.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Wall time.</summary>
    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <summary>Wall time in milliseconds since 1970, as LiveKit's messages carry it.</summary>
    public long UnixMilliseconds => UtcNow.ToUnixTimeMilliseconds();

    /// <summary>A duration in this clock's unit.</summary>
    public static long Micros(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
