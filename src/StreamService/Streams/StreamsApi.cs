using Streaming.StreamService.Listings;
using Streaming.StreamService.Live;
using Streaming.StreamService.Media;

namespace Streaming.StreamService.Streams;

/// <summary>Everything under <c>/api/streams</c>.</summary>
internal static class StreamsApi
{
    public static void MapStreams(this IEndpointRouteBuilder routes)
    {
        var streams = routes.MapGroup("/api/streams").WithTags("Streams");
        streams.MapSettingUp();
        streams.MapLive();
        streams.MapMediaTokens();
        streams.MapPublicListings();
        streams.MapMyStreams();
    }
}
