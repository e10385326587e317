using Npgsql;
using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Audience;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Listings;

/// <summary>Reads of streams with the present viewer counts.</summary>
internal sealed class StreamListings(Database database, ViewerCounts counts)
{
    /// <exception cref="ProblemException">404.</exception>
    public async Task<StreamView> GetAsync(Guid id, CancellationToken cancellation) => await counts.ViewAsync(
        await ReadAsync(connection => StreamsStore.FindAsync(connection, id, cancellation), cancellation) ?? throw Problem.NotFound("There is no such stream."),
        cancellation);

    public async Task<Page<StreamView>> ListAsync(Func<NpgsqlConnection, Task<Page<StreamRow>>> read, CancellationToken cancellation)
    {
        var page = await ReadAsync(read, cancellation);
        return new Page<StreamView>(await counts.ViewAsync(page.Items, cancellation), page.NextCursor);
    }

    /// <summary>The connection goes back before Redis is asked: a slow Redis must not use the pool up.</summary>
    private async Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await read(connection);
    }
}
