using Streaming.Contracts;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Listings;

/// <summary>Tells another service about a stream that it has not heard of.</summary>
internal sealed class StreamDescriber(Database database) : IRequestHandler<DescribeStream, StreamDescribed>
{
    public async Task<StreamDescribed> AnswerAsync(DescribeStream request, CancellationToken cancellation)
    {
        if (!Guid.TryParse(request.StreamId, out var id))
        {
            return new StreamDescribed(null);
        }

        await using var connection = await database.OpenAsync(cancellation);
        return new StreamDescribed((await StreamsStore.FindAsync(connection, id, cancellation))?.ToView());
    }
}
