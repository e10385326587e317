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
    public async Task<StreamView> GetAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var stream = await StreamsStore.FindAsync(connection, id, cancellation) ?? throw Problem.NotFound("There is no such stream.");
        return await counts.ViewAsync(stream, cancellation);
    }

    public async Task<Page<StreamView>> ListAsync(Func<NpgsqlConnection, Task<Page<StreamRow>>> read, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var page = await read(connection);
        return new Page<StreamView>(await counts.ViewAsync(page.Items, cancellation), page.NextCursor);
    }
}
