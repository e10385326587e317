using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>Reads messages; deleted ones are left out everywhere.</summary>
internal sealed class MessagesStore(Database database)
{
    /// <summary>The newest messages before a number, oldest first.</summary>
    public async Task<List<Message>> BeforeAsync(string streamId, long? before, int limit, CancellationToken cancellation)
    {
        var rows = await QueryAsync(
            $"select {MessageRow.Columns} from messages where stream_id = @streamId and seq < @before and deleted_at is null order by seq desc limit @limit",
            new { streamId, before = before ?? long.MaxValue, limit },
            cancellation);
        rows.Reverse();
        return rows;
    }

    /// <summary>The oldest messages after a number, oldest first.</summary>
    public Task<List<Message>> AfterAsync(string streamId, long after, int limit, CancellationToken cancellation) => QueryAsync(
        $"select {MessageRow.Columns} from messages where stream_id = @streamId and seq > @after and deleted_at is null order by seq limit @limit",
        new { streamId, after, limit },
        cancellation);

    private async Task<List<Message>> QueryAsync(string sql, object parameters, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<MessageRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).Select(r => r.ToMessage())];
    }
}
