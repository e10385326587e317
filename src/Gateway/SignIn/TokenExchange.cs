using System.Net;
using Streaming.Gateway.Routing;
using Streaming.ServiceDefaults;

namespace Streaming.Gateway.SignIn;

/// <summary>IdentityService's answer to a trade.</summary>
/// <param name="AccessToken">For <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record TokenAnswer(string AccessToken, int ExpiresIn);

/// <summary>Asks IdentityService what a cookie is worth: one replica after the other, until one answers.</summary>
internal sealed class TokenExchange(HttpClient http, IConfiguration configuration)
{
    /// <summary>How long one replica may take.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private int _turn;

    /// <returns>Null when the cookie is worth nothing.</returns>
    /// <exception cref="ProblemException">503 when no replica answers.</exception>
    public async Task<TokenAnswer?> AskAsync(CookieKey cookie)
    {
        var replicas = Upstreams.Of("identity", configuration);
        var first = Interlocked.Increment(ref _turn);
        for (var i = 0; i < replicas.Count; i++)
        {
            try
            {
                return await AskAsync(replicas[(int)((uint)(first + i) % replicas.Count)], cookie);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // The next replica may do better.
            }
        }

        throw new ProblemException(503, ProblemCodes.Unavailable, "Sign-in can't be checked at the moment. Try again.") { RetryAfter = UpstreamFailures.RetryAfter };
    }

    private async Task<TokenAnswer?> AskAsync(Uri replica, CookieKey cookie)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        using var answer = await http.PostAsJsonAsync(
            new Uri(replica, "/internal/token-exchange"), new { cookie = cookie.Name, secret = cookie.Secret }, limit.Token);
        return answer.StatusCode == HttpStatusCode.NotFound
            ? null
            : await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenAnswer>(limit.Token);
    }
}
