using Dapper;
using Npgsql;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;

namespace Streaming.StreamService.Streams;

/// <summary>
/// Streams in the database. A change is: lock the row, compute the new one, <see cref="UpdateAsync"/> or <see cref="SaveAsync"/>, all in one
/// transaction. Every save raises <c>version</c> by one. Figures (viewers, gifts) are not saved here: their statements only add.
/// </summary>
internal static class StreamsStore
{
    public const string Columns =
        """
        s.*, c.slug as channel_slug, c.name as channel_name, p.username as creator_username, p.display_name as creator_display_name,
        p.avatar_url as creator_avatar_url, p.bio as creator_bio, p.roles as creator_roles
        """;

    public const string From = "from streams s join channels c on c.id = s.channel_id join people p on p.id = s.creator_id";

    private const string Select = $"select {Columns} {From}";

    public static Task<StreamRow?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<StreamRow>(Sql.Command($"{Select} where s.id = @id and s.deleted_at is null", new { id }, cancellation));

    /// <summary>A stream, kept from changing until the transaction ends; null when there is none.</summary>
    public static Task<StreamRow?> LockAsync(UnitOfWork work, Guid id, CancellationToken cancellation) =>
        work.Connection.QuerySingleOrDefaultAsync<StreamRow>(Sql.Command(
            $"{Select} where s.id = @id and s.deleted_at is null for no key update of s", new { id }, cancellation));

    /// <summary>The creator's live stream, kept from changing until the transaction ends.</summary>
    public static Task<StreamRow?> LockLiveAsync(UnitOfWork work, string creatorId, CancellationToken cancellation) =>
        work.Connection.QuerySingleOrDefaultAsync<StreamRow>(Sql.Command(
            $"{Select} where s.creator_id = @creatorId and s.status = 'live' for no key update of s", new { creatorId }, cancellation));

    /// <summary>The stream of a media room, kept from changing until the transaction ends.</summary>
    public static Task<StreamRow?> LockByRoomAsync(UnitOfWork work, string? room, CancellationToken cancellation) =>
        work.Connection.QuerySingleOrDefaultAsync<StreamRow>(Sql.Command(
            $"{Select} where s.room_name = @room for no key update of s", new { room }, cancellation));

    /// <summary>All live streams.</summary>
    public static async Task<IReadOnlyList<StreamRow>> ListLiveAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        (await connection.QueryAsync<StreamRow>(Sql.Command($"{Select} where s.status = 'live'", values: null, cancellation))).AsList();

    /// <summary>A stream that the caller wants to change.</summary>
    /// <exception cref="ProblemException">404, or 403 when it is someone else's.</exception>
    public static async Task<StreamRow> LockForOwnerAsync(UnitOfWork work, Guid id, Caller caller, CancellationToken cancellation) =>
        (await LockAsync(work, id, cancellation)).OwnedBy(caller);

    /// <exception cref="ProblemException">404, or 403 when it is someone else's.</exception>
    public static StreamRow OwnedBy(this StreamRow? stream, Caller caller) => stream switch
    {
        null => throw Problem.NotFound("There is no such stream."),
        _ when stream.CreatorId == caller.Id => stream,
        _ => throw Problem.Forbidden("This stream is someone else's."),
    };

    public static Task InsertAsync(UnitOfWork work, StreamRow stream, CancellationToken cancellation) =>
        work.Connection.ExecuteAsync(Sql.Command(
            """
            insert into streams (id, channel_id, creator_id, title, description, category, tags, visibility, sensitivity, price, record,
                                 status, scheduled_for, room_name, publisher, version, created_at)
            values (@Id, @ChannelId, @CreatorId, @Title, @Description, @Category, @Tags, @Visibility, @Sensitivity, @Price, @Record,
                    @Status, @ScheduledFor, @RoomName, @Publisher, @Version, @CreatedAt)
            """,
            stream,
            cancellation));

    /// <summary>Saves a locked row and gives back what is stored now, figures and names included.</summary>
    public static async Task<StreamRow> SaveAsync(UnitOfWork work, StreamRow stream, CancellationToken cancellation)
    {
        await work.Connection.ExecuteAsync(Sql.Command(
            """
            update streams set
                title = @Title, description = @Description, category = @Category, tags = @Tags, visibility = @Visibility,
                sensitivity = @Sensitivity, price = @Price, record = @Record, status = @Status, scheduled_for = @ScheduledFor,
                started_at = @StartedAt, ended_at = @EndedAt, duration_seconds = @DurationSeconds, end_reason = @EndReason,
                publisher = @Publisher, publisher_sid = @PublisherSid, publisher_at = @PublisherAt, ends_at = @EndsAt,
                viewer_count = @ViewerCount, deleted_at = @DeletedAt, version = version + 1
            where id = @Id
            """,
            stream,
            cancellation));
        return await work.Connection.QuerySingleAsync<StreamRow>(Sql.Command($"{Select} where s.id = @Id", new { stream.Id }, cancellation));
    }

    /// <summary>Saves a locked row and tells everyone.</summary>
    public static async Task<StreamRow> UpdateAsync(UnitOfWork work, StreamRow stream, CancellationToken cancellation)
    {
        var saved = await SaveAsync(work, stream, cancellation);
        await work.PublishAsync(new StreamUpdated(saved.ToView()), saved.Id.ToString(), cancellation);
        return saved;
    }
}
