using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Streaming.ServiceDefaults;

/// <summary>
/// <c>Idempotency-Key</c> as Stripe does it: the first request with a key decides, the same key and body gives its answer
/// again, another body under the same key gives 422, concurrent repeats wait. Keys belong to caller and path.
/// </summary>
public static class IdempotencyKeys
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Longest key, in characters.</summary>
    public const int MaxLength = 255;

    /// <summary>Demands the header (400 without it) and honours it. The route needs a signed-in caller and <c>AddDatabase</c>.</summary>
    public static RouteHandlerBuilder WithIdempotencyKey(this RouteHandlerBuilder route) => route
        .WithMetadata(new Marker())
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>
    /// The same UUID for the same caller, path and key: the business id under which a retried effect is found again.
    /// </summary>
    public static string IdForRequest(HttpContext context)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{OwnerOf(context)}\n{KeyOf(context)}"));
        // RFC 9562 §5.8: version 8 leaves the bits to us.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }

    internal static string OwnerOf(HttpContext context) =>
        $"{Caller.From(context.User)?.Id} {context.Request.Method} {context.Request.Path}";

    internal static string KeyOf(HttpContext context)
    {
        string? key = context.Request.Headers[Header];
        return key is { Length: > 0 and <= MaxLength }
            ? key
            : throw Problem.Validation($"The header {Header} is needed, with 1 to {MaxLength} characters.");
    }

    internal static void UseIdempotencyKeys(this IApplicationBuilder app)
    {
        if (!app.ApplicationServices.GetRequiredService<IServiceProviderIsService>().IsService(typeof(NpgsqlDataSource)))
        {
            return;
        }

        app.UseWhen(
            context => context.GetEndpoint()?.Metadata.GetMetadata<Marker>() is not null,
            branch =>
            {
                branch.UseMiddleware<IdempotencyMiddleware>();
                // Within the branch too, so that an error's answer is stored like any other.
                branch.UseExceptionHandler();
            });
    }

    /// <summary>On routes that demand the header.</summary>
    internal sealed class Marker;
}
