using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>Sending gifts.</summary>
internal static class GiftSendingApi
{
    public static void AddGiftSending(this IServiceCollection services)
    {
        services.AddOptions<GiftSendingOptions>().BindConfiguration("Gifts").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<GiftSends>().AddSingleton<GiftSending>().AddSingleton<GiftOutcomes>().AddSingleton<GiftMetrics>();
        services.AddHostedService(s => s.GetRequiredService<GiftOutcomes>());
        services.AddHostedService<GiftRequestSweeper>();
    }

    public static void MapGiftSending(this IEndpointRouteBuilder routes)
    {
        var gifts = routes.MapGroup("/api/streams/{streamId:guid}/gifts").WithTags("Gifts").ForPeople();
        gifts.MapPost("/", SendAsync).WithIdempotencyKey()
            .Describe("SendGift", "Sends a gift: 201 when it is paid, 202 when that takes longer (2 s unless configured); 409 insufficient_tokens carries balance and price")
            .WithProblems(400, 401, 403, 404, 503)
            .WithProblem(409, ProblemCodes.Conflict, ProblemCodes.InsufficientTokens);
        gifts.MapGet("/{giftSendId:guid}", StatusAsync)
            .Describe("GetSentGift", "One of the caller's own sendings, as it is now")
            .WithProblems(401, 403, 404);
    }

    private static async Task<Results<Created<SentGift>, Accepted<PendingGift>>> SendAsync(
        Guid streamId, GiftOrder order, Caller caller, GiftSending sending, HttpContext context, CancellationToken cancellation)
    {
        var id = Guid.Parse(IdempotencyKeys.IdForRequest(context));
        var send = await sending.SendAsync(id, streamId, order, caller.Profile, cancellation);
        return send.Status switch
        {
            GiftSend.Sent => TypedResults.Created((string?)null, new SentGift(
                send.Id.ToString(), send.StreamId.ToString(), send.GiftView, send.Quantity, send.TotalTokens, send.Status, send.Balance ?? 0)),
            GiftSend.Rejected => throw Problem.Conflict("The gift was not paid.", send.Code ?? ProblemCodes.Conflict)
                .With("balance", send.Balance).With("price", send.TotalTokens),
            _ => TypedResults.Accepted((string?)null, new PendingGift(
                send.Id.ToString(), send.Status, $"/api/streams/{send.StreamId}/gifts/{send.Id}")),
        };
    }

    private static async Task<Ok<GiftStatus>> StatusAsync(Guid streamId, Guid giftSendId, Caller caller, GiftSends sends, CancellationToken cancellation) =>
        await sends.FindAsync(giftSendId, cancellation) is { } send && send.StreamId == streamId && send.SenderId == Guid.Parse(caller.Id)
            ? TypedResults.Ok(new GiftStatus(
                send.Id.ToString(), send.StreamId.ToString(), send.GiftView, send.Quantity, send.TotalTokens, send.Status, send.Balance, send.Code))
            : throw Problem.NotFound("The caller sent no such gift to this stream.");
}
