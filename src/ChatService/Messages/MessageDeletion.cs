using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>Takes a message out of everyone's sight. The row stays, with who did it.</summary>
internal sealed class MessageDeletion(Database database, RoomSignals signals, TimeProvider time)
{
    /// <summary>Deletes; doing it again changes nothing.</summary>
    /// <exception cref="ProblemException">404 no such message; 403 neither its author, the channel's owner nor an admin.</exception>
    public Task DeleteAsync(Caller caller, string messageId, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var found = await work.Connection.QuerySingleOrDefaultAsync<Found>(new CommandDefinition(
                "select m.stream_id, m.user_id, s.creator_id from messages m join streams s on s.id = m.stream_id where m.id = @messageId",
                new { messageId },
                work.Transaction,
                cancellationToken: cancellation)) ?? throw Problem.NotFound("There is no such message.");
            if (caller.Id != found.UserId && caller.Id != found.CreatorId && !caller.IsAdmin)
            {
                throw Problem.Forbidden("Only its author, the channel's owner or an admin may delete a message.");
            }

            var deleted = await work.Connection.ExecuteAsync(new CommandDefinition(
                """
                with gone as (update messages set deleted_at = @Now, deleted_by = @CallerId where id = @messageId and deleted_at is null returning stream_id)
                update streams set revision = revision + 1 from gone where streams.id = gone.stream_id
                """,
                new { messageId, CallerId = caller.Id, Now = time.GetUtcNow() },
                work.Transaction,
                cancellationToken: cancellation));
            if (deleted > 0)
            {
                work.AfterCommit(() => signals.DeletedAsync(found.StreamId, messageId));
            }
        },
        cancellation);

    private sealed record Found(string StreamId, string UserId, string CreatorId);
}
