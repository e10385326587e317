using Streaming.MediaNode.Tokens;

namespace Streaming.MediaNode.Api;

/// <summary>RoomService over Twirp: <c>POST /twirp/livekit.RoomService/{method}</c> with JSON or protobuf.</summary>
public static class RoomServiceApi
{
    /// <summary>Maps the route.</summary>
    public static void MapRoomService(this IEndpointRouteBuilder routes) =>
        routes.Map("/twirp/livekit.RoomService/{method}", InvokeAsync);

    private static async Task InvokeAsync(HttpContext context, string method)
    {
        try
        {
            // Tokens first: whoever is not known learns nothing about routes.
            var token = context.Request.AccessToken(context.RequestServices.GetRequiredService<TokenVerifier>());
            if (!HttpMethods.IsPost(context.Request.Method)) throw TwirpException.BadRoute(context.Request, $"unsupported method \"{context.Request.Method}\" (only POST is allowed)");
            var handler = context.RequestServices.GetRequiredService<RoomService>().Find(method)
                ?? throw TwirpException.BadRoute(context.Request, $"no handler for path \"{context.Request.Path}\"");
            await handler.InvokeAsync(context, token?.Video ?? new VideoGrant());
        }
        catch (TwirpException error)
        {
            context.Response.StatusCode = error.Status;
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(error.Body(), context.RequestAborted);
        }
    }
}
