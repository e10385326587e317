using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>The ledger's proof on demand.</summary>
internal static class VerificationApi
{
    public static void AddVerification(this IServiceCollection services) =>
        services.AddSingleton<LedgerVerification>().AddHostedService<VerificationJob>();

    public static void MapVerification(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/admin/ledger/verification", VerifyAsync).WithTags("Ledger").ForAdmins()
        .Describe("VerifyLedger", "Recomputes all hashes, balances and sums of the ledger, and names the first faults")
        .WithProblems(401, 403);

    private static async Task<Ok<LedgerProof>> VerifyAsync(LedgerVerification verification, CancellationToken cancellation) =>
        TypedResults.Ok(await verification.RunAsync(cancellation));
}
