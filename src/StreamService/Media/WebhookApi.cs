using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;
using Streaming.StreamService.Live;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Media;

/// <summary>
/// Receives the media server's webhooks. A delivery counts when it is signed over this very body, is recent, and its id is new; its effect
/// and its id are stored in one transaction. Webhooks can be lost: <see cref="Reconciler"/> sees to that.
/// </summary>
internal static class WebhookApi
{
    /// <summary>Longest body, in bytes; real ones stay below 4 KB.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    /// <summary>Oldest event that is accepted. The media server's own retries end after 30 s.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    public static void MapWebhook(this IEndpointRouteBuilder routes) => routes.MapPost("/livekit/webhook", ReceiveAsync)
        .WithTags("Media").Describe("receiveMediaWebhook", "For the media server only; signed with the shared secret").WithProblems(400, 401, 413)
        .Accepts<WebhookEvent>("application/webhook+json").WithForeignBearer();

    private static async Task<Ok> ReceiveAsync(
        HttpRequest request, Database database, PublisherChanges publisher, IOptions<LiveKitSettings> settings, TimeProvider time, CancellationToken cancellation)
    {
        var body = await ReadAsync(request, cancellation);
        if (!WebhookSignature.IsValid(request.Headers.Authorization, body, settings.Value, time.GetUtcNow()))
        {
            throw Problem.Unauthenticated("The webhook is not signed by our media server.");
        }

        var message = WebhookEvent.Parse(body) ?? throw Problem.Validation("The body is not a webhook event.");
        if (time.GetUtcNow() - message.At > MaxAge)
        {
            throw Problem.Validation("The event is too old.");
        }

        await database.TransactAsync(work => HandleAsync(work, message, publisher, time.Now(), cancellation), cancellation);
        return TypedResults.Ok();
    }

    private static async Task HandleAsync(UnitOfWork work, WebhookEvent message, PublisherChanges publisher, DateTimeOffset now, CancellationToken cancellation)
    {
        var isNew = await work.Connection.ExecuteAsync(Sql.Command(
            "insert into media_events (id, received_at) values (@Id, @now) on conflict do nothing", new { message.Id, now }, cancellation));
        if (isNew == 0 || await StreamsStore.LockByRoomAsync(work, message.Room?.Name, cancellation) is not { } stream)
        {
            return;
        }

        var isCreator = message.Participant?.Identity == stream.CreatorId;
        await (message.Event switch
        {
            "track_published" when isCreator => publisher.AppearedAsync(work, stream, message.Participant!.Sid ?? "", cancellation),
            "participant_left" or "participant_connection_aborted" when isCreator => publisher.VanishedAsync(work, stream, message.Participant!.Sid, cancellation),
            "room_finished" => publisher.VanishedAsync(work, stream, sid: null, cancellation),
            _ => Task.CompletedTask,
        });
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            body.Write(buffer, 0, count);
            if (body.Length > MaxBodyBytes)
            {
                throw new ProblemException(StatusCodes.Status413PayloadTooLarge, ProblemCodes.PayloadTooLarge, $"A webhook has at most {MaxBodyBytes} bytes.");
            }
        }

        return body.ToArray();
    }
}
