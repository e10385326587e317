using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.NotificationService;

/// <summary>How many notifications a person has not read.</summary>
/// <param name="Count">Not negative.</param>
public sealed record UnreadCount(int Count);

/// <summary>A person's own notifications.</summary>
internal static class NotificationsApi
{
    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        var notifications = routes.MapGroup("/api/notifications").WithTags("Notifications").ForPeople();
        notifications.MapGet("", ListAsync)
            .Describe("listNotifications", "Lists the caller's notifications, newest first").WithProblems(400, 401, 403);
        notifications.MapGet("/unread-count", CountUnreadAsync)
            .Describe("countUnreadNotifications", "Counts the caller's unread notifications").WithProblems(401, 403);
        notifications.MapPost("/{id:guid}/read", ReadAsync)
            .Describe("readNotification", "Marks a notification as read; repeating it changes nothing").WithProblems(401, 403, 404);
        notifications.MapPost("/read-all", ReadAllAsync)
            .Describe("readAllNotifications", "Marks all of the caller's notifications as read").WithProblems(401, 403);
    }

    private static async Task<Ok<Page<NotificationView>>> ListAsync(Caller caller, Database database, CancellationToken cancellation, string? cursor = null, int? limit = null, bool unread = false)
    {
        var (before, count) = (Cursor.Read<Guid?>(cursor), Cursor.Limit(limit));
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select id, type, title, body, link, created_at, read_at from notifications
            where user_id = @Me {(before is null ? "" : "and id < @before")} {(unread ? "and read_at is null" : "")}
            order by id desc limit @Rows
            """,
            new { Me = Guid.Parse(caller.Id), before, Rows = count + 1 },
            cancellationToken: cancellation));
        return TypedResults.Ok(Page<NotificationView>.Of([.. rows.Select(r => r.ToView())], count, n => Guid.Parse(n.Id)));
    }

    private static async Task<Ok<UnreadCount>> CountUnreadAsync(Caller caller, Database database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return TypedResults.Ok(new UnreadCount(await connection.QuerySingleAsync<int>(new CommandDefinition(
            "select count(*)::int from notifications where user_id = @Me and read_at is null", new { Me = Guid.Parse(caller.Id) }, cancellationToken: cancellation))));
    }

    private static async Task<NoContent> ReadAsync(Guid id, Caller caller, Database database, TimeProvider time, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var found = await connection.ExecuteAsync(new CommandDefinition(
            "update notifications set read_at = coalesce(read_at, @Now) where id = @id and user_id = @Me",
            new { id, Me = Guid.Parse(caller.Id), Now = time.GetUtcNow() },
            cancellationToken: cancellation));
        return found == 1 ? TypedResults.NoContent() : throw Problem.NotFound("You have no such notification.");
    }

    private static async Task<NoContent> ReadAllAsync(Caller caller, Database database, TimeProvider time, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "update notifications set read_at = @Now where user_id = @Me and read_at is null",
            new { Me = Guid.Parse(caller.Id), Now = time.GetUtcNow() },
            cancellationToken: cancellation));
        return TypedResults.NoContent();
    }

    private sealed record Row(Guid Id, string Type, string Title, string Body, string? Link, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt)
    {
        public NotificationView ToView() => new(Id.ToString(), Type, Title, Body, Link, CreatedAt, ReadAt);
    }
}
