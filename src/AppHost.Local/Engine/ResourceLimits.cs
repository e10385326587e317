namespace Streaming.AppHost.Local.Engine;

/// <summary>Limits of what one machine is asked to carry.</summary>
internal static class ResourceLimits
{
    /// <summary>Processes of one service; each takes a port of the block.</summary>
    public const int MaxReplicas = 8;

    /// <summary>Ports from the public one on that a start may use.</summary>
    public const int PortBlock = 100;
}
