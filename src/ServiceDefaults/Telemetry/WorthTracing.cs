using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Streaming.ServiceDefaults;

/// <summary>
/// Leaves out of the traces what nobody asked for: health checks, and calls to databases and other servers that no request or message
/// led to (polls, of which there are several a second). Whatever else begins a trace is kept, with everything that follows from it.
/// </summary>
internal sealed class WorthTracing : Sampler
{
    private WorthTracing()
    {
    }

    /// <summary>A caller from outside does not decide for us: what it leaves out of its traces may be worth ours.</summary>
    public static Sampler Create()
    {
        var root = new WorthTracing();
        return new ParentBasedSampler(root, remoteParentNotSampled: root);
    }

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind == ActivityKind.Client || IsHealthCheck(samplingParameters.Tags) ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);

    private static bool IsHealthCheck(IEnumerable<KeyValuePair<string, object?>>? tags) =>
        tags?.Any(tag => tag is { Key: "url.path", Value: string path } && path.StartsWith("/health/", StringComparison.Ordinal)) == true;
}
