using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>
/// A paid gift becomes a message whose id is the gift's, so it stands once however often it is told; rooms show
/// <c>chat:message</c> and <c>gift:sent</c> when the message comes by. A gift that was paid just before the end still shows.
/// </summary>
internal sealed class GiftMessages(StreamDirectory streams, MessageLog log) : IEventHandler<GiftSent>
{
    public async Task HandleAsync(GiftSent message, UnitOfWork work, CancellationToken cancellation)
    {
        await KnowStreamAsync(message.StreamId, cancellation);
        var content = $"sent {message.Gift.Name} {message.Gift.Emoji}{(message.Quantity > 1 ? $" × {message.Quantity}" : "")}";
        var gift = new SentGift(message.Gift, message.Quantity, message.TotalTokens);
        await log.AppendAsync(work, new Draft(message.Id, message.StreamId, message.Sender, content, ReplyTo: null, MessageType.Gift, gift), cancellation);
    }

    private async Task KnowStreamAsync(string streamId, CancellationToken cancellation)
    {
        try
        {
            await streams.RequireAsync(streamId, cancellation);
        }
        catch (ProblemException e) when (e.Code == ProblemCodes.Unavailable)
        {
            // An outage, which the bus waits out, rather than a fault that it gives up on: a paid gift is not to be lost.
            throw new TimeoutException(e.Message, e);
        }
    }
}
