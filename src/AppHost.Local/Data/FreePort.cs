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
}
