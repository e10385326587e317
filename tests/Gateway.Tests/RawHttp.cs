using System.Net.Sockets;
using System.Text;

namespace Streaming.Gateway.Tests;

/// <summary>Sends a request target as it is, where HttpClient would tidy it.</summary>
internal static class RawHttp
{
    public static async Task<string> GetAsync(Uri server, string target)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n"), cancellation);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellation);
    }
}
