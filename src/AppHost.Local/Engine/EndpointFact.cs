using System.Globalization;
using System.Net.Sockets;

namespace Streaming.AppHost.Local.Engine;

/// <summary>One endpoint of a resource; each replica gets a port of its own.</summary>
internal sealed class EndpointFact(string name, string scheme, ProtocolType protocol, int? fixedPort, string? environmentVariable)
{
    /// <summary>Every port is taken on this address; only endpoints marked external follow <c>--bind</c>.</summary>
    public const string Host = "127.0.0.1";

    /// <summary>Name of a server's only endpoint.</summary>
    public const string Tcp = "tcp";

    private int[] _ports = [];

    public string Name { get; } = name;

    public string Scheme { get; } = scheme;

    public ProtocolType Protocol { get; } = protocol;

    public int? FixedPort { get; } = fixedPort;

    /// <summary>Variable that tells the process its port, besides <c>ASPNETCORE_URLS</c> for HTTP.</summary>
    public string? EnvironmentVariable { get; } = environmentVariable;

    public bool IsExternal { get; set; }

    public bool IsHttp => Scheme == "http";

    public void Allocate(int[] ports) => _ports = ports;

    public int PortOf(int replica) =>
        replica < _ports.Length ? _ports[replica] : throw new InvalidOperationException($"Endpoint '{Name}' has no port yet.");

    public string UrlOf(int replica) => $"{Scheme}://{Host}:{PortOf(replica).ToString(CultureInfo.InvariantCulture)}";
}
