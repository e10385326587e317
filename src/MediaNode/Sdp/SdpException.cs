namespace Streaming.MediaNode.Sdp;

/// <summary>An offer that can't be answered; the message says why and may be shown to its sender.</summary>
public sealed class SdpException(string message) : Exception(message);
