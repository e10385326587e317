using System.Net;
using System.Net.Sockets;

namespace Streaming.AppHost.Local.Processes;

/// <summary>Finds out whether a workload can be used.</summary>
public static class WorkloadHealth
{
    /// <summary>Longest time that one answer may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with it, in words; null when it can be used.</summary>
    public static async Task<string?> FindTroubleAsync(IWorkload workload, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            if (workload.Port is { } port && !await IsOpenAsync(port, limit.Token))
            {
                return $"nothing listens on port {port} yet";
            }

            await workload.CheckAsync(limit.Token);
            return null;
        }
        catch (NotReadyException error)
        {
            return error.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {Timeout.TotalSeconds} s";
        }
    }

    // A refused connection is the normal answer while everything starts; asked this way it costs no exception.
    private static async Task<bool> IsOpenAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var attempt = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        attempt.Completed += (_, result) => done.TrySetResult(result.SocketError == SocketError.Success);
        return socket.ConnectAsync(attempt)
            ? await done.Task.WaitAsync(cancellationToken)
            : attempt.SocketError == SocketError.Success;
    }
}
