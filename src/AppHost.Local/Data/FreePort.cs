using System.Net;
using System.Net.Sockets;

namespace Streaming.AppHost.Local.Data;

/// <summary>Ports that nobody uses right now.</summary>
public static class FreePort
{
    /// <summary>Several different free TCP ports of 127.0.0.1, chosen by the kernel.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            foreach (var listener in listeners)
            {
                listener.Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
            {
                listener.Dispose();
            }
        }
    }

    /// <summary>The first of several adjacent free TCP ports, below the range that the kernel gives to outgoing connections.</summary>
    /// <exception cref="InvalidOperationException">No such block was found.</exception>
    public static int TakeBlock(int count)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var first = Random.Shared.Next(10_000, 30_000 - count);
            if (Enumerable.Range(first, count).All(IsFree))
            {
                return first;
            }
        }

        throw new InvalidOperationException($"No {count} adjacent free ports found.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
