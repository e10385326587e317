namespace Streaming.AppHost.Local.Processes;

/// <summary>Something that runs does not answer as it should (yet).</summary>
public sealed class NotReadyException(string message, Exception? cause = null) : Exception(message, cause);
