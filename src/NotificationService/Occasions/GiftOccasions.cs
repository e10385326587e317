using System.Globalization;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.NotificationService;

/// <summary>Tells a creator of each gift, once per gift.</summary>
internal sealed class GiftOccasions(TimeProvider time) : IEventHandler<GiftSent>
{
    public Task HandleAsync(GiftSent message, UnitOfWork work, CancellationToken cancellation)
    {
        var gift = $"{message.Gift.Emoji} {message.Gift.Name}{(message.Quantity > 1 ? string.Create(CultureInfo.InvariantCulture, $" × {message.Quantity}") : "")}";
        var tokens = message.TotalTokens == 1 ? "1 token" : string.Create(CultureInfo.InvariantCulture, $"{message.TotalTokens:N0} tokens");
        var occasion = new Occasion(
            NotificationTypes.GiftReceived, message.Id, $"{message.Sender.DisplayName} sent you {gift}", $"Worth {tokens}.", $"/creator/studio/{message.StreamId}", message.At);
        return NotificationsStore.AddAsync(work, [Guid.Parse(message.CreatorId)], occasion, time.GetUtcNow(), cancellation);
    }
}
