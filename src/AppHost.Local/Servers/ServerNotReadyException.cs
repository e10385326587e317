namespace Streaming.AppHost.Local.Servers;

/// <summary>A server does not answer as it should (yet).</summary>
public sealed class ServerNotReadyException(string message, Exception? cause = null) : Exception(message, cause);
