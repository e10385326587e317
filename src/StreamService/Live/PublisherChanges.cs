using Microsoft.Extensions.Options;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Live;

/// <summary>
/// Turns what the media server says of a creator's connection into the stream's <c>publisher</c> state: publishing makes it
/// <c>connected</c>; going away makes a connected one <c>reconnecting</c> and starts the grace time; coming back in time stops it.
/// Applied with the row locked, so that webhooks and polls from several replicas come one after the other.
/// </summary>
internal sealed class PublisherChanges(IOptions<StreamsSettings> settings, TimeProvider time)
{
    /// <summary>The creator publishes over the connection <paramref name="sid"/>.</summary>
    public Task AppearedAsync(UnitOfWork work, StreamRow stream, string sid, CancellationToken cancellation)
    {
        if (stream.Status != StreamStatus.Live || (stream.Publisher == PublisherState.Connected && stream.PublisherSid == sid))
        {
            return Task.CompletedTask;
        }

        return StreamsStore.UpdateAsync(
            work,
            stream with { Publisher = PublisherState.Connected, PublisherSid = sid, PublisherAt = time.Now(), EndsAt = null },
            cancellation);
    }

    /// <summary>The creator's connection is gone.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="stream">The locked stream.</param>
    /// <param name="sid">Which connection; a replaced one's end means nothing. Null: whichever there was.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task VanishedAsync(UnitOfWork work, StreamRow stream, string? sid, CancellationToken cancellation)
    {
        if (stream.Status != StreamStatus.Live || stream.Publisher != PublisherState.Connected || (sid is not null && sid != stream.PublisherSid))
        {
            return Task.CompletedTask;
        }

        var now = time.Now();
        return StreamsStore.UpdateAsync(
            work,
            stream with { Publisher = PublisherState.Reconnecting, PublisherSid = null, PublisherAt = now, EndsAt = now + settings.Value.Grace },
            cancellation);
    }
}
