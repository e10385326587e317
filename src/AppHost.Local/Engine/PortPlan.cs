using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Streaming.AppHost.Local.Engine;

/// <summary>
/// Every port of the topology: those the topology names, and for the rest the numbers after the public port, in the order in
/// which resources are declared. The same topology and public port give the same ports at every start.
/// </summary>
internal sealed class PortPlan(int publicPort)
{
    private readonly List<(int Port, string Owner, ProtocolType Protocol)> _taken = [];
    private readonly int _last = publicPort + ResourceLimits.PortBlock - 1;
    private int _next = publicPort;

    /// <summary>The next port, for something that is not an endpoint of the topology.</summary>
    public int Take(string owner) => Take(owner, ProtocolType.Tcp);

    /// <summary>Gives every endpoint of the resources its ports.</summary>
    public void Assign(IReadOnlyList<IResource> resources)
    {
        var endpoints = resources.SelectMany(resource => resource.Facts.Endpoints.Select(endpoint => (resource, endpoint))).ToList();
        foreach (var (resource, endpoint) in endpoints.Where(pair => pair.endpoint.FixedPort is not null))
        {
            var port = endpoint.FixedPort!.Value;
            if (resource.Facts.Replicas > 1)
            {
                throw new TopologyException($"'{resource.Name}' has replicas, so its endpoint '{endpoint.Name}' can't have a fixed port.");
            }

            _taken.Add((port, resource.Name, endpoint.Protocol));
            endpoint.Allocate([port]);
        }

        foreach (var (resource, endpoint) in endpoints.Where(pair => pair.endpoint.FixedPort is null))
        {
            endpoint.Allocate([.. Enumerable.Range(0, resource.Facts.Replicas).Select(_ => Take(resource.Name, endpoint.Protocol))]);
        }
    }

    /// <summary>Finds out now whether others use a port, instead of from a server's log later.</summary>
    /// <exception cref="TopologyException">Names the port and what it is for.</exception>
    public void EnsureFree()
    {
        foreach (var (port, owner, protocol) in _taken)
        {
            using var socket = protocol == ProtocolType.Udp
                ? new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
                : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                if (protocol == ProtocolType.Tcp)
                {
                    socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
                }

                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            }
            catch (SocketException)
            {
                throw new TopologyException(
                    $"Port {port} for '{owner}' is in use by another program. Choose another --port: everything uses ports from there on (at most {ResourceLimits.PortBlock}).");
            }
        }
    }

    private int Take(string owner, ProtocolType protocol)
    {
        do
        {
            _next++;
        }
        while (_taken.Exists(taken => taken.Port == _next));

        if (_next > _last)
        {
            throw new TopologyException($"The topology needs more than {ResourceLimits.PortBlock} ports.");
        }

        _taken.Add((_next, owner, protocol));
        return _next;
    }
}
