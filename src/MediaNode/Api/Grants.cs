using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Tokens;

namespace Streaming.MediaNode.Api;

/// <summary>Checks that methods share.</summary>
internal static class Grants
{
    public static void Require(bool granted)
    {
        if (!granted) throw TwirpException.PermissionsDenied();
    }

    public static void RequireAdmin(VideoGrant grant, string room) => Require(grant.RoomAdmin && grant.Room == room);

    public static void RequireLength(string metadata)
    {
        if (metadata.Length > Limits.MetadataLength) throw TwirpException.Invalid($"twirp error unknown: metadata size exceeds limits: max size {Limits.MetadataLength}");
    }
}
