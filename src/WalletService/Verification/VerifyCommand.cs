using System.Text.Json;

namespace Streaming.WalletService;

/// <summary><c>dotnet WalletService.dll verify</c>: writes the proof as JSON and ends, with exit code 1 when the ledger has faults.</summary>
internal static class VerifyCommand
{
    public const string Name = "verify";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task RunAsync(IServiceProvider services)
    {
        var proof = await services.GetRequiredService<LedgerVerification>().RunAsync(CancellationToken.None);
        Console.WriteLine(JsonSerializer.Serialize(proof, Json));
        Environment.ExitCode = proof.Ok ? 0 : 1;
    }
}
