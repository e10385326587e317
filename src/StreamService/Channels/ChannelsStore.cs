using Dapper;
using Npgsql;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;

namespace Streaming.StreamService.Channels;

/// <summary>Channels in the database.</summary>
internal static class ChannelsStore
{
    // An unlisted stream is nobody's business but its owner's.
    private const string Select =
        """
        select c.id, c.slug, c.name, c.description, c.category, c.tags, c.follower_count, c.owner_id,
               p.username as owner_username, p.display_name as owner_display_name, p.avatar_url as owner_avatar_url,
               p.bio as owner_bio, p.roles as owner_roles,
               (select s.id from streams s
                where s.channel_id = c.id and s.status = 'live' and (s.visibility <> 'unlisted' or c.owner_id = @AskerId)) as live_stream_id,
               case when @AskerId is not null then exists (
                   select from follows f where f.channel_id = c.id and f.follower_id = @AskerId) end as is_following
        from channels c join people p on p.id = c.owner_id
        """;

    public static Task<ChannelRow?> FindAsync(NpgsqlConnection connection, string idOrSlug, string? askerId, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<ChannelRow>(Guid.TryParse(idOrSlug, out var id)
            ? Sql.Command($"{Select} where c.id = @id", new { id, AskerId = askerId }, cancellation)
            : Sql.Command($"{Select} where c.slug = @idOrSlug", new { idOrSlug, AskerId = askerId }, cancellation));

    public static Task<ChannelRow?> FindOwnAsync(NpgsqlConnection connection, string ownerId, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<ChannelRow>(Sql.Command($"{Select} where c.owner_id = @AskerId", new { AskerId = ownerId }, cancellation));

    /// <summary>The caller's own channel, kept from changing until the transaction ends: what a creator does runs one after the other.</summary>
    /// <exception cref="ProblemException">409 when they have none.</exception>
    public static async Task<ChannelRow> LockOwnAsync(UnitOfWork work, string ownerId, CancellationToken cancellation) =>
        await work.Connection.QuerySingleOrDefaultAsync<ChannelRow>(Sql.Command(
            $"{Select} where c.owner_id = @AskerId for no key update of c", new { AskerId = ownerId }, cancellation))
        ?? throw Problem.Conflict("Make your channel first.");

    /// <summary>A channel that the caller wants to change.</summary>
    /// <exception cref="ProblemException">404, or 403 when it is someone else's.</exception>
    public static async Task<ChannelRow> LockForOwnerAsync(UnitOfWork work, Guid id, Caller caller, CancellationToken cancellation) =>
        (await work.Connection.QuerySingleOrDefaultAsync<ChannelRow>(Sql.Command(
            $"{Select} where c.id = @id for no key update of c", new { id, AskerId = caller.Id }, cancellation))).OwnedBy(caller);

    /// <exception cref="ProblemException">404, or 403 when it is someone else's.</exception>
    public static ChannelRow OwnedBy(this ChannelRow? channel, Caller caller) => channel switch
    {
        null => throw Problem.NotFound("There is no such channel."),
        _ when channel.OwnerId == caller.Id => channel,
        _ => throw Problem.Forbidden("This channel is someone else's."),
    };

    public static Task InsertAsync(UnitOfWork work, ChannelRow channel, DateTimeOffset now, CancellationToken cancellation) =>
        work.Connection.ExecuteAsync(Sql.Command(
            """
            insert into channels (id, owner_id, slug, name, description, category, tags, stream_key, stream_key_rotated_at, created_at)
            values (@Id, @OwnerId, @Slug, @Name, @Description, @Category, @Tags, @Key, @now, @now)
            """,
            new { channel.Id, channel.OwnerId, channel.Slug, channel.Name, channel.Description, channel.Category, channel.Tags, Key = StreamKey.Create(), now },
            cancellation));

    public static Task SaveAsync(UnitOfWork work, ChannelRow channel, CancellationToken cancellation) =>
        work.Connection.ExecuteAsync(Sql.Command(
            "update channels set name = @Name, description = @Description, category = @Category, tags = @Tags where id = @Id",
            new { channel.Id, channel.Name, channel.Description, channel.Category, channel.Tags },
            cancellation));
}
