using Dapper;
using Npgsql;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>What a gift needs to know of its stream.</summary>
internal sealed record KnownStream(Guid Id, Guid ChannelId, Guid CreatorId, string Status)
{
    public bool IsLive => Status == "live";
}

/// <summary>
/// Streams as StreamService's events told; of one stream, only newer versions are taken. StreamService is asked about a stream
/// that no event told of yet.
/// </summary>
internal sealed class StreamDirectory(Database database, BusRequests bus)
{
    /// <summary>Finds a stream; null when there is none.</summary>
    /// <exception cref="ProblemException">503 when the stream is not known here and StreamService does not answer.</exception>
    public async Task<KnownStream?> FindAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ?? await AskAsync(id, cancellation);

    /// <summary>Finds a stream that may have gone live a moment ago: one that is only scheduled by the last event is asked about too.</summary>
    /// <inheritdoc cref="FindAsync" path="/exception"/>
    public async Task<KnownStream?> FindStartedAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) is { Status: not "scheduled" } known ? known : await AskAsync(id, cancellation);

    private async Task<KnownStream?> AskAsync(Guid id, CancellationToken cancellation)
    {
        var answer = await bus.AskAsync<DescribeStream, StreamDescribed>(new DescribeStream(id.ToString()), cancellation);
        if (answer.Stream is null)
        {
            return null;
        }

        await using (var connection = await database.OpenAsync(cancellation))
        {
            await SaveAsync(connection, answer.Stream, cancellation);
        }

        return await ReadAsync(id, cancellation);
    }

    internal static Task SaveAsync(NpgsqlConnection connection, StreamView stream, CancellationToken cancellation) => connection.ExecuteAsync(
        new CommandDefinition(
            """
            insert into streams as known (id, channel_id, creator_id, status, version)
            values (@Id, @ChannelId, @CreatorId, @Status, @Version)
            on conflict (id) do update set status = excluded.status, version = excluded.version where known.version < excluded.version
            """,
            new { Id = Guid.Parse(stream.Id), ChannelId = Guid.Parse(stream.Channel.Id), CreatorId = Guid.Parse(stream.Creator.Id), stream.Status, stream.Version },
            cancellationToken: cancellation));

    private async Task<KnownStream?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<KnownStream>(new CommandDefinition(
            "select id, channel_id, creator_id, status from streams where id = @id", new { id }, cancellationToken: cancellation));
    }
}
