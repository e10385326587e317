namespace Streaming.MediaNode.Tokens;

/// <summary>A token or a grant does not do; the message is LiveKit's own wording and goes to the client as plain text.</summary>
public sealed class TokenException : Exception
{
    /// <summary>Refuses with 401.</summary>
    public TokenException(string message) : this(message, StatusCodes.Status401Unauthorized) { }

    /// <summary>Refuses with a status of choice.</summary>
    public TokenException(string message, int status) : base(message) => Status = status;

    /// <summary>The HTTP status that goes with it: 400 or 401.</summary>
    public int Status { get; }
}
