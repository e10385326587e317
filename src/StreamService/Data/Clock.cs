namespace Streaming.StreamService.Data;

internal static class Clock
{
    /// <summary>Now in whole milliseconds: what is stored, published and answered is then the same value everywhere.</summary>
    public static DateTimeOffset Now(this TimeProvider time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
