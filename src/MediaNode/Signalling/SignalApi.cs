using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Tokens;
using Streaming.MediaNode.Transport;

namespace Streaming.MediaNode.Signalling;

/// <summary>The addresses that LiveKit clients connect to. Version 1 only: one peer connection, the client offers.</summary>
public static class SignalApi
{
    /// <summary>Maps <c>/rtc/v1</c> and what clients ask when it fails.</summary>
    public static void MapSignalling(this IEndpointRouteBuilder routes)
    {
        routes.Map("/rtc/v1", ConnectAsync);
        routes.MapGet("/rtc/v1/validate", Validate);
        routes.MapGet("/rtc/validate", Validate);
        routes.Map("/rtc", () => TypedResults.Text("this server speaks /rtc/v1 only; use a client with single peer connection mode", statusCode: StatusCodes.Status404NotFound));
    }

    private static IResult Validate(HttpRequest request, TokenVerifier verifier)
    {
        request.AccessToken(verifier).ToJoin();
        return TypedResults.Text("success");
    }

    private static async Task ConnectAsync(HttpContext context, TokenVerifier verifier, PeerDirectory peers, SignalSession session, MediaClock clock, IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var token = context.Request.AccessToken(verifier).ToJoin();
        var request = JoinRequestReader.Read(context.Request.Query["join_request"]);
        if (peers.PendingHandshakes >= Limits.PendingHandshakes)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "1";
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopped);
        await session.RunAsync(new SignalConnection(socket, clock), token, request, ending.Token);
    }
}
