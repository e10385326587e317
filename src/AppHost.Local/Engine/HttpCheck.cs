using System.Globalization;
using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Engine;

/// <summary>Asks an HTTP address whether it is healthy.</summary>
internal static class HttpCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    });

    /// <exception cref="NotReadyException">No answer, or another status.</exception>
    public static async Task RunAsync(string url, int statusCode, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)answer.StatusCode != statusCode)
            {
                throw new NotReadyException($"{url} answers {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)}.");
            }
        }
        catch (HttpRequestException error)
        {
            throw new NotReadyException($"{url} does not answer.", error);
        }
    }
}
