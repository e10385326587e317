using System.Globalization;
using System.Text;

namespace Streaming.WalletService;

/// <summary>A statement as CSV (RFC 4180).</summary>
internal static class StatementCsv
{
    public const string ContentType = "text/csv; charset=utf-8";
    public const string Header = "id,type,amount,balanceAfter,reason,reference,createdAt\r\n";

    public static string Line(TransactionView line) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"{line.Id},{line.Type},{line.Amount},{line.BalanceAfter},")
        .Append(CultureInfo.InvariantCulture, $"{Text(line.Reason)},{Text(line.Reference)},{line.CreatedAt.UtcDateTime:O}\r\n")
        .ToString();

    /// <summary>Quoted; a leading apostrophe keeps spreadsheets from running text that people chose as a formula (OWASP, CSV injection).</summary>
    private static string Text(string text)
    {
        var harmless = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return $"\"{harmless.Replace("\"", "\"\"")}\"";
    }
}
