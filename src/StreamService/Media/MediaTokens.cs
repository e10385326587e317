using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Media;

/// <summary>A way into a stream's media room.</summary>
/// <param name="Token">For one identity and one room; good for joining within <see cref="MediaTokens.Lifetime"/>.</param>
/// <param name="ServerUrl">Where LiveKit clients connect, <c>ws(s)://…</c>.</param>
/// <param name="Identity">Who the token makes its bearer there.</param>
internal sealed record MediaAccess(string Token, string ServerUrl, string Identity);

/// <summary>
/// Signs what people may do in a media room. Always holds: a token names one room; only the creator's lets publish, and it lets do nothing
/// else; a viewer's lets subscribe and nothing else. LiveKit takes a grant that is left out for granted, so each is spelt out.
/// </summary>
internal sealed class MediaTokens(IOptions<LiveKitSettings> settings, TimeProvider time)
{
    /// <summary>How long a token is good for joining; who has joined stays, and gets fresh ones from the media server.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public MediaAccess ForPublisher(StreamRow stream, HttpRequest request) => Create(
        stream.CreatorId, stream.CreatorDisplayName, stream, request, publishes: true);

    /// <summary>A viewer's access. Without a caller it is a guest's of its own.</summary>
    public MediaAccess ForViewer(StreamRow stream, Caller? caller, HttpRequest request)
    {
        var identity = caller?.Id ?? $"{Caller.GuestPrefix}{Guid.CreateVersion7():N}";
        // The media server drops the older of two connections with one identity: watching their own stream must not end a creator's broadcast.
        return Create(identity == stream.CreatorId ? $"{identity}:watching" : identity, caller?.Profile.DisplayName, stream, request, publishes: false);
    }

    private MediaAccess Create(string identity, string? name, StreamRow stream, HttpRequest request, bool publishes)
    {
        var claims = new JsonObject
        {
            ["sub"] = identity,
            ["name"] = name ?? "",
            ["video"] = new JsonObject
            {
                ["room"] = stream.RoomName,
                ["roomJoin"] = true,
                ["canPublish"] = publishes,
                ["canSubscribe"] = !publishes,
                ["canPublishData"] = false,
                ["canUpdateOwnMetadata"] = false,
            },
        };
        return new MediaAccess(LiveKitToken.Sign(claims, settings.Value, time.GetUtcNow(), Lifetime), settings.Value.ServerUrlFor(request), identity);
    }
}
