using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>Finds streams: in the own table, or else by asking StreamService, whose events may still be under way.</summary>
internal sealed class StreamDirectory(StreamsStore store, Database database, BusRequests bus)
{
    /// <summary>An id as it is stored, of one that a client wrote.</summary>
    public static string IdOf(string? streamId) => streamId?.ToLowerInvariant() ?? "";

    /// <summary>The stream.</summary>
    /// <exception cref="ProblemException">404 when there is no such stream; 503 when StreamService does not answer.</exception>
    public async Task<KnownStream> RequireAsync(string streamId, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(streamId, "D", out _))
        {
            throw Unknown();
        }

        streamId = IdOf(streamId);
        return await store.FindAsync(streamId, cancellation) ?? await AskAsync(streamId, cancellation);
    }

    private async Task<KnownStream> AskAsync(string streamId, CancellationToken cancellation)
    {
        var answer = await bus.AskAsync<DescribeStream, StreamDescribed>(new DescribeStream(streamId), cancellation);
        if (answer.Stream is not { } view)
        {
            throw Unknown();
        }

        await database.TransactAsync(work => StreamsStore.SaveAsync(work, view, ending: null, cancellation), cancellation);
        return await store.FindAsync(streamId, cancellation) ?? throw Unknown();
    }

    private static ProblemException Unknown() => Problem.NotFound("There is no such stream.");
}
