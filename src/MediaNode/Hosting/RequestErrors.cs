using Streaming.MediaNode.Rooms;
using Streaming.MediaNode.Sdp;
using Streaming.MediaNode.Signalling;
using Streaming.MediaNode.Tokens;

namespace Streaming.MediaNode.Hosting;

/// <summary>Turns refusals into the plain text answers that LiveKit gives.</summary>
internal static class RequestErrors
{
    public static async Task Handle(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted && StatusOf(error) is { } status)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(error.Message, context.RequestAborted);
        }
    }

    private static int? StatusOf(Exception error) => error switch
    {
        TokenException token => token.Status,
        JoinRequestException or SdpException => StatusCodes.Status400BadRequest,
        RoomLimitException => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException bad => bad.StatusCode,
        _ => null,
    };
}
