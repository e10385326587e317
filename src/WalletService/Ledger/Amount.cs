namespace Streaming.WalletService;

/// <summary>
/// A quantity of tokens in hundredths, the ledger's unit. People pay whole tokens; a share of a whole percent of them is
/// whole hundredths, so shares are exact and nothing is ever rounded.
/// </summary>
/// <param name="Hundredths">May be negative.</param>
public readonly record struct Amount(long Hundredths)
{
    private const int PerToken = 100;

    /// <summary>Whole tokens.</summary>
    /// <exception cref="OverflowException">Beyond 9.2 × 10¹⁶ tokens.</exception>
    public static Amount OfTokens(long tokens) => new(checked(tokens * PerToken));

    /// <summary>In tokens, exact.</summary>
    public decimal Tokens => Hundredths / PerToken + Hundredths % PerToken / (decimal)PerToken;

    /// <summary>In whole tokens.</summary>
    /// <exception cref="InvalidOperationException">It is not whole; a person's own balance always is.</exception>
    public long WholeTokens => Hundredths % PerToken == 0
        ? Hundredths / PerToken
        : throw new InvalidOperationException($"{Hundredths} hundredths are not whole tokens.");

    /// <summary>The share of a whole percentage, exact for whole tokens.</summary>
    /// <exception cref="InvalidOperationException">The amount is not whole tokens.</exception>
    public Amount Percent(int percent) => new(checked(WholeTokens * percent));

    /// <summary>The opposite.</summary>
    public static Amount operator -(Amount amount) => new(-amount.Hundredths);

    /// <summary>The difference.</summary>
    public static Amount operator -(Amount left, Amount right) => new(checked(left.Hundredths - right.Hundredths));
}
