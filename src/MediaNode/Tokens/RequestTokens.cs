namespace Streaming.MediaNode.Tokens;

/// <summary>Where requests carry their token, and what joining needs of it.</summary>
public static class RequestTokens
{
    private const string Bearer = "Bearer ";

    /// <summary>The request's verified token, or null when it carries none.</summary>
    /// <exception cref="TokenException">The token it carries does not do.</exception>
    public static AccessToken? AccessToken(this HttpRequest request, TokenVerifier verifier)
    {
        if (request.Headers.Authorization.FirstOrDefault() is { Length: > 0 } header)
        {
            return header.StartsWith(Bearer, StringComparison.Ordinal)
                ? verifier.Verify(header[Bearer.Length..])
                : throw new TokenException("invalid authorization header. Must start with Bearer ");
        }
        return request.Query["access_token"].FirstOrDefault() is { Length: > 0 } query ? verifier.Verify(query) : null;
    }

    /// <summary>A token that may join the room it names under the identity it names.</summary>
    /// <exception cref="TokenException">Something of that is missing.</exception>
    public static AccessToken ToJoin(this AccessToken? token)
    {
        if (token is null) throw new TokenException("no permissions to access the room");
        if (!token.Video.RoomJoin) throw new TokenException("permissions denied");
        if (token.Video.Room.Length == 0) throw new TokenException("no room name", StatusCodes.Status400BadRequest);
        if (token.Identity.Length == 0) throw new TokenException("identity cannot be empty", StatusCodes.Status400BadRequest);
        if (token.Identity.Length > Hosting.Limits.IdentityLength || token.Video.Room.Length > Hosting.Limits.RoomNameLength)
            throw new TokenException("identity or room name exceeds limits", StatusCodes.Status400BadRequest);
        return token;
    }
}
