using System.Collections.Concurrent;
using Dapper;
using Streaming.Contracts;

namespace Streaming.ServiceDefaults.Tests.Support;

/// <summary>What the handlers of a test saw, and how they are to behave.</summary>
internal sealed class Probe
{
    public ConcurrentQueue<ViewerJoined> Seen { get; } = [];

    public int Tries;

    /// <summary>What the handler does beside noting the event; may throw.</summary>
    public Func<int, Task> Behaviour { get; set; } = _ => Task.CompletedTask;
}

/// <summary>Writes a note (so that a repeated effect shows in the database) and tells the probe.</summary>
internal sealed class NoteTaker(Probe probe) : IEventHandler<ViewerJoined>
{
    public async Task HandleAsync(ViewerJoined message, UnitOfWork work, CancellationToken cancellation)
    {
        var attempt = Interlocked.Increment(ref probe.Tries);
        await work.Connection.ExecuteAsync("insert into notes (text) values (@ViewerId)", message, work.Transaction);
        await probe.Behaviour(attempt);
        probe.Seen.Enqueue(message);
    }
}

internal sealed class Describer(Probe probe) : IRequestHandler<DescribeStream, StreamDescribed>
{
    public async Task<StreamDescribed> AnswerAsync(DescribeStream request, CancellationToken cancellation)
    {
        await probe.Behaviour(Interlocked.Increment(ref probe.Tries));
        return new StreamDescribed(null);
    }
}
