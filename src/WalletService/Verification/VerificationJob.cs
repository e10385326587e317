using Npgsql;

namespace Streaming.WalletService;

/// <summary>Verifies the ledger once a day and raises an error log and the metric <c>ledger.faults</c> when it does not add up.</summary>
internal sealed class VerificationJob(LedgerVerification verification, TimeProvider time, ILogger<VerificationJob> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var proof = await verification.RunAsync(stoppingToken);
                if (!proof.Ok)
                {
                    logger.LogError("The ledger has {Count} faults, the first: {Fault}", proof.FaultCount, proof.Faults[0]);
                }
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning(e, "The ledger can't be verified right now; the next round tries again");
            }
        }
    }
}
