using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>What a person says.</summary>
/// <param name="Content">1–500 characters after trimming.</param>
/// <param name="ReplyTo">The message that it answers.</param>
/// <param name="ClientId">1–64 characters; the same one again gives the first message again.</param>
public sealed record SendMessageRequest(string? Content, string? ReplyTo = null, string? ClientId = null);

internal static class MessagesApi
{
    public static WebApplicationBuilder AddMessages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MessagesStore>().AddSingleton<MessageLog>().AddSingleton<MessageSending>().AddSingleton<MessageDeletion>();
        return builder;
    }

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("/api").WithTags("Chat");
        messages.MapGet("/streams/{id}/messages", ListAsync)
            .Describe("listMessages", "A stream's chat: first the newest page, within a page oldest first; the cursor leads to older pages. With `after` (a seq) the oldest page after it, without a cursor: repeat with the last seq until a page is empty.")
            .WithProblems(400, 404);
        messages.MapPost("/streams/{id}/messages", SendAsync)
            .Describe("sendMessage", "Says something in a stream's chat.")
            .ForPeople()
            .WithProblems(400, 401, 404, 413)
            .WithProblem(403, ProblemCodes.Forbidden, ProblemCodes.ChatDisabled)
            .WithProblem(409, ProblemCodes.InvalidTransition)
            .WithProblem(429, ProblemCodes.RateLimited, ProblemCodes.SlowMode);
        messages.MapDelete("/messages/{id}", DeleteAsync)
            .Describe("deleteMessage", "Deletes a message: its author, the channel's owner or an admin.")
            .ForPeople()
            .WithProblems(401, 403, 404);
    }

    private static async Task<Ok<Page<Message>>> ListAsync(
        string id, string? cursor, long? after, int? limit, StreamDirectory streams, MessagesStore store, CancellationToken cancellation)
    {
        var stream = await streams.RequireAsync(id, cancellation);
        var size = Cursor.Limit(limit);
        if (after is { } seq)
        {
            var newer = await store.AfterAsync(stream.Id, seq, size, cancellation);
            return TypedResults.Ok(new Page<Message>(newer, null));
        }

        var rows = await store.BeforeAsync(stream.Id, Cursor.Read<long?>(cursor), size + 1, cancellation);
        return TypedResults.Ok(rows.Count <= size
            ? new Page<Message>(rows, null)
            : new Page<Message>([.. rows.Skip(1)], Cursor.Write(rows[1].Seq)));
    }

    private static async Task<Created<Message>> SendAsync(
        string id, SendMessageRequest request, Caller caller, StreamDirectory streams, MessageSending sending, CancellationToken cancellation)
    {
        var stream = await streams.RequireAsync(id, cancellation);
        var message = await sending.SendAsync(caller, stream.Id, request.Content, request.ReplyTo, request.ClientId, cancellation);
        return TypedResults.Created((string?)null, message);
    }

    private static async Task<NoContent> DeleteAsync(string id, Caller caller, MessageDeletion deletion, CancellationToken cancellation)
    {
        await deletion.DeleteAsync(caller, id, cancellation);
        return TypedResults.NoContent();
    }
}
