namespace Streaming.Gateway.Tests;

/// <summary>One upstream in each service's place.</summary>
internal sealed class Services : IAsyncDisposable
{
    private static readonly string[] Names = ["identity", "stream", "chat", "gift", "wallet", "notification", "livekit"];
    private readonly Dictionary<string, Upstream> _upstreams = [];

    public IEnumerable<Upstream> All => _upstreams.Values;

    public Upstream this[string name] => _upstreams[name];

    public (string Key, string? Value)[] Settings =>
    [
        .. _upstreams.Select(u => u.Key == "livekit" ? ("LiveKit:Url", u.Value.Address.ToString()) : RunningGateway.At(u.Key, u.Value.Address)),
    ];

    public static async Task<Services> StartAsync()
    {
        var services = new Services();
        foreach (var name in Names)
        {
            services._upstreams[name] = await Upstream.StartAsync(name);
        }

        return services;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var upstream in All)
        {
            await upstream.DisposeAsync();
        }
    }
}
