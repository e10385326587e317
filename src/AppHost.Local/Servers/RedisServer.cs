using System.Net.Sockets;
using System.Text;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Servers;

/// <summary>Redis on 127.0.0.1 with a password.</summary>
/// <param name="folder">Data folder.</param>
/// <param name="port">TCP port.</param>
/// <param name="password">Letters and digits only: it travels in a connection string.</param>
/// <param name="durable">False: nothing is ever written to disk (tests).</param>
public sealed class RedisServer(string folder, int port, string password, bool durable = true) : IWorkload
{
    private readonly string _configuration = Path.Combine(folder, "redis.conf");

    /// <summary>As <c>StackExchange.Redis</c> reads it.</summary>
    public string ConnectionString => $"127.0.0.1:{port},password={password}";

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        return PrivateFile.WriteAsync(
            _configuration,
            $"""
            bind 127.0.0.1
            port {port}
            requirepass {password}
            dir "{folder}"
            daemonize no
            save {(durable ? "60 1" : "\"\"")}
            """,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Launch CreateLaunch() => new()
    {
        FileName = Tools.Find("redis-server", "redis-server"),
        Arguments = [_configuration],
        WorkingDirectory = folder,
    };

    /// <inheritdoc/>
    public int? Port => port;

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"AUTH {password}\r\nPING\r\n"), cancellationToken);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            var signedIn = await reader.ReadLineAsync(cancellationToken);
            var answer = await reader.ReadLineAsync(cancellationToken);
            if (signedIn != "+OK" || answer != "+PONG")
            {
                throw new NotReadyException($"Redis answers '{signedIn}' and '{answer}'.");
            }
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            throw new NotReadyException($"Redis does not answer on port {port}.", error);
        }
    }
}
