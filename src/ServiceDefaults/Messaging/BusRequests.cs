using MassTransit;

namespace Streaming.ServiceDefaults;

/// <summary>Asks another service over the bus.</summary>
public sealed class BusRequests(IBusControl bus)
{
    /// <summary>How long an answer is awaited when nothing else is said.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(5);

    /// <summary>Sends the request and waits for its answer.</summary>
    /// <exception cref="ProblemException">503 when no answer came within the limit, the other side failed or the broker is away.</exception>
    public async Task<TResponse> AskAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellation, TimeSpan? limit = null)
        where TRequest : class
        where TResponse : class
    {
        if (bus.CheckHealth().Status == BusHealthStatus.Unhealthy)
        {
            throw Problem.Unavailable("The services can't reach each other right now; try again.");
        }

        var wait = limit ?? DefaultLimit;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(wait);
        try
        {
            var client = bus.CreateRequestClient<TRequest>(RequestTimeout.After(ms: (int)wait.TotalMilliseconds));
            // MassTransit's own time limit begins when the broker has the request, and a connection that was lost just now
            // makes the call block before it returns a task: neither may hold up the caller.
            return (await Task.Run(() => client.GetResponse<TResponse>(request, patience.Token), patience.Token).WaitAsync(patience.Token)).Message;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e is RequestException or RabbitMqConnectionException or OperationCanceledException)
        {
            throw Problem.Unavailable($"{typeof(TRequest).Name} got no answer in time; try again.");
        }
    }
}
