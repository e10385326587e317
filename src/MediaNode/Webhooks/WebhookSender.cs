using System.Net.Http.Headers;
using Streaming.MediaNode.Hosting;
using Streaming.MediaNode.Tokens;

namespace Streaming.MediaNode.Webhooks;

/// <summary>
/// Delivers one event as LiveKit does: signed, five attempts over fifteen seconds, any status from 200 to 299 is success. What fails
/// five times is given up; receivers reconcile by asking RoomService.
/// </summary>
public sealed partial class WebhookSender(HttpClient http, TokenSigner signer, MediaMetrics metrics, TimeProvider time, ILogger<WebhookSender> logger)
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/webhook+json");

    /// <summary>Pauses between attempts: they start 0, 1, 3, 7 and 15 seconds after the first.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    /// <summary>How long one attempt may take.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Delivers, or gives up.</summary>
    public async Task Send(Uri address, PendingWebhook webhook, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await TrySend(address, webhook, cancellationToken)) return;
            if (attempt == Pauses.Length) break;
            await Task.Delay(Pauses[attempt], time, cancellationToken);
        }
        metrics.WebhookDropped();
        LogGivenUp(webhook.Name, address);
    }

    private async Task<bool> TrySend(Uri address, PendingWebhook webhook, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(AttemptTimeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(webhook.Body) { Headers = { ContentType = ContentType } } };
        // The raw token without a scheme: that is how LiveKit's receivers expect it.
        request.Headers.TryAddWithoutValidation("Authorization", signer.ForWebhook(webhook.Body));
        try
        {
            using var response = await http.SendAsync(request, timeout.Token);
            if (response.IsSuccessStatusCode) return true;
            LogRefused(webhook.Name, address, (int)response.StatusCode);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogFailed(webhook.Name, address, error.Message);
        }
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Event} to {Address} was answered {Status}")]
    private partial void LogRefused(string @event, Uri address, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Event} to {Address} failed: {Error}")]
    private partial void LogFailed(string @event, Uri address, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Event} to {Address} was given up")]
    private partial void LogGivenUp(string @event, Uri address);
}
