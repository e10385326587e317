using Aspire.Hosting;

namespace Streaming.AppHost.Local.Engine;

/// <summary>The topology, its options or its surroundings don't allow a start; the message is for the person at the keyboard.</summary>
public sealed class TopologyException(string message) : DistributedApplicationException(message);
