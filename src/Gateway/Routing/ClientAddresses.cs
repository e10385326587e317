using Microsoft.AspNetCore.HttpOverrides;

namespace Streaming.Gateway.Routing;

/// <summary>
/// Whom to believe about the client's address and scheme: nobody, unless a proxy in front of the gateway is named by the
/// setting <c>Gateway:TrustedProxies</c> (networks such as <c>10.0.0.0/8</c>, separated by commas).
/// </summary>
internal static class ClientAddresses
{
    public static WebApplicationBuilder AddClientAddresses(this WebApplicationBuilder builder)
    {
        var trusted = (builder.Configuration["Gateway:TrustedProxies"] ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(System.Net.IPNetwork.Parse)
            .ToList();
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            trusted.ForEach(options.KnownIPNetworks.Add);
            if (trusted.Count == 0)
            {
                options.ForwardedHeaders = ForwardedHeaders.None;
            }
        });
        return builder;
    }
}
