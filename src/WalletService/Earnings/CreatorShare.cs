using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Streaming.WalletService;

/// <summary>How what people pay is divided; the settings <c>CreatorShare:Percent…</c>.</summary>
public sealed class CreatorShareOptions
{
    /// <summary>The creator's part of a gift or a place in a stream, in whole percent. The platform keeps the rest.</summary>
    [Range(0, 100)]
    public int Percent { get; set; } = 70;
}

/// <summary>Divides what a person pays between the creator and the platform.</summary>
public sealed class CreatorShare(IOptions<CreatorShareOptions> options)
{
    /// <summary>
    /// The three postings of a payment: payer −price, creator +share, platform +rest. A whole percent of whole tokens is
    /// whole hundredths, the ledger's unit, so there is nothing to round.
    /// </summary>
    public IReadOnlyList<Posting> Divide(Guid payer, Guid creator, Amount price)
    {
        var share = price.Percent(options.Value.Percent);
        return
        [
            new(LedgerAccount.Person(payer), -price),
            new(LedgerAccount.Earnings(creator), share),
            new(LedgerAccount.Revenue(), price - share),
        ];
    }
}

internal static class CreatorShareSetup
{
    public static IServiceCollection AddCreatorShare(this IServiceCollection services)
    {
        services.AddOptions<CreatorShareOptions>().BindConfiguration("CreatorShare").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<CreatorShare>();
    }
}
