namespace Streaming.ServiceDefaults.Tests.Support;

/// <summary>The time, moved by hand.</summary>
internal sealed class Clock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
