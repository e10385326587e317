using System.Data;
using System.Text.Json;
using Dapper;
using Npgsql;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>The table of known streams.</summary>
internal sealed class StreamsStore(Database database)
{
    private const string Select =
        """
        select s.view::text as view, s.ended::text as ended, s.last_seq, s.revision, c.chat_enabled, c.slow_mode_seconds
        from streams s left join chat_settings c on c.channel_id = s.channel_id
        """;

    public async Task<KnownStream?> FindAsync(string streamId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await FindAsync(connection, streamId, transaction: null, cancellation);
    }

    public static async Task<KnownStream?> FindAsync(NpgsqlConnection connection, string streamId, IDbTransaction? transaction, CancellationToken cancellation) =>
        (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"{Select} where s.id = @streamId", new { streamId }, transaction, cancellationToken: cancellation)))?.ToStream();

    /// <summary>What a room compares itself with: the newest message's number and the revision of each stream.</summary>
    public async Task<IReadOnlyList<(string Id, long LastSeq, long Revision)>> PositionsAsync(IReadOnlyList<string> streamIds, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (await connection.QueryAsync<(string, long, long)>(new CommandDefinition(
            "select id, last_seq, revision from streams where id = any(@streamIds)", new { streamIds }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Takes over a snapshot unless a newer one is known, and the ending unless one is known.</summary>
    /// <returns>Whether anything was new, and the status before (null when the stream was unknown).</returns>
    public static async Task<(bool IsNew, string? StatusBefore)> SaveAsync(UnitOfWork work, StreamView view, StreamEnding? ending, CancellationToken cancellation)
    {
        var before = await work.Connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "select status from streams where id = @Id for update", new { view.Id }, work.Transaction, cancellationToken: cancellation));
        var saved = await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into streams (id, channel_id, creator_id, status, version, view)
            values (@Id, @ChannelId, @CreatorId, @Status, @Version, @View::jsonb)
            on conflict (id) do update set channel_id = excluded.channel_id, creator_id = excluded.creator_id, status = excluded.status,
                version = excluded.version, view = excluded.view, revision = streams.revision + 1
            where streams.version < excluded.version
            """,
            new
            {
                view.Id,
                ChannelId = view.Channel.Id,
                CreatorId = view.Creator.Id,
                view.Status,
                view.Version,
                View = JsonSerializer.Serialize(view, ChatJson.Options),
            },
            work.Transaction,
            cancellationToken: cancellation));
        if (ending is not null)
        {
            saved += await work.Connection.ExecuteAsync(new CommandDefinition(
                "update streams set ended = @Ended::jsonb, revision = revision + 1 where id = @Id and ended is null",
                new { view.Id, Ended = JsonSerializer.Serialize(ending, ChatJson.Options) },
                work.Transaction,
                cancellationToken: cancellation));
        }

        return (saved > 0, before);
    }

    private sealed record Row(string View, string? Ended, long LastSeq, long Revision, bool? ChatEnabled, int? SlowModeSeconds)
    {
        public KnownStream ToStream()
        {
            var view = JsonSerializer.Deserialize<StreamView>(View, ChatJson.Options)
                ?? throw new InvalidDataException("A stream's snapshot is empty.");
            var ending = Ended is null ? null : JsonSerializer.Deserialize<StreamEnding>(Ended, ChatJson.Options);
            return new KnownStream(view, ending, new ChatSettings(view.Id, ChatEnabled ?? true, SlowModeSeconds ?? 0), LastSeq, Revision);
        }
    }
}
