using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Accounts;

/// <summary>Whoever has a channel is a creator.</summary>
internal sealed class ChannelOwners(AccountsStore accounts) : IEventHandler<ChannelSaved>
{
    public async Task HandleAsync(ChannelSaved message, UnitOfWork work, CancellationToken cancellation)
    {
        if (!message.Owner.Roles.Contains("creator") && Guid.TryParse(message.Owner.Id, out var id)
            && await accounts.FindAsync(id, cancellation) is { } owner && !owner.Roles.Contains("creator"))
        {
            await accounts.ChangeAsync(id, new ProfileChange { AddRole = "creator" }, work, cancellation);
        }
    }
}
