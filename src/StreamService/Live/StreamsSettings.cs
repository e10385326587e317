namespace Streaming.StreamService.Live;

/// <summary>Time limits of live streams; the configuration section <c>Streams</c>.</summary>
internal sealed class StreamsSettings
{
    public const string Section = "Streams";

    /// <summary>How long a stream outlives its publisher, in seconds.</summary>
    public int GraceSeconds { get; set; } = 60;

    /// <summary>How long a stream that went live waits for its publisher to appear at all, in seconds.</summary>
    public int FirstPublisherSeconds { get; set; } = 300;

    public TimeSpan Grace => TimeSpan.FromSeconds(GraceSeconds);

    public TimeSpan FirstPublisherLimit => TimeSpan.FromSeconds(FirstPublisherSeconds);
}
