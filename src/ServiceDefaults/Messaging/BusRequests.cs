using MassTransit;

namespace Streaming.ServiceDefaults;

/// <summary>Asks another service over the bus.</summary>
public sealed class BusRequests(IBus bus)
{
    /// <summary>How long an answer is awaited when nothing else is said.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(5);

    /// <summary>Sends the request and waits for its answer.</summary>
    /// <exception cref="ProblemException">503 when no answer came within the limit or the other side failed.</exception>
    public async Task<TResponse> AskAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellation, TimeSpan? limit = null)
        where TRequest : class
        where TResponse : class
    {
        try
        {
            var client = bus.CreateRequestClient<TRequest>(RequestTimeout.After(ms: (int)(limit ?? DefaultLimit).TotalMilliseconds));
            return (await client.GetResponse<TResponse>(request, cancellation)).Message;
        }
        catch (Exception e) when (e is RequestException or RabbitMqConnectionException)
        {
            throw Problem.Unavailable($"{typeof(TRequest).Name} got no answer in time; try again.");
        }
    }
}
