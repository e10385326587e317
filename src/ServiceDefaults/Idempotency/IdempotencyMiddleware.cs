using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Streaming.ServiceDefaults;

/// <summary>
/// Always holds: an answer is stored before it is sent; requests of one key run one after the other (an advisory lock of the
/// transaction, freed when the process dies). A process killed after the effect and before the answer was stored lets a
/// retry run the handler again, so the handler must find its own earlier effect: <see cref="IdempotencyKeys.IdForRequest"/>.
/// Answers that a retry may better (408, 429, 499 and 5xx) are not stored.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, NpgsqlDataSource source) : IDisposable
{
    /// <summary>
    /// Such requests at once per process: each holds a connection while its handler needs another, together less than
    /// <see cref="DataSetup.MaxPoolSize"/>.
    /// </summary>
    public const int Concurrency = 20;
    private readonly SemaphoreSlim _places = new(Concurrency);

    public async Task InvokeAsync(HttpContext context)
    {
        await _places.WaitAsync(context.RequestAborted);
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        var (owner, key) = (IdempotencyKeys.OwnerOf(context), IdempotencyKeys.KeyOf(context));
        var fingerprint = await FingerprintAsync(context);

        await using var connection = await source.OpenConnectionAsync(context.RequestAborted);
        await using var transaction = await connection.BeginTransactionAsync(context.RequestAborted);
        await connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@Lock, 0))", new { Lock = $"{owner}\n{key}" }, transaction);
        var stored = await connection.QuerySingleOrDefaultAsync<Answer>(
            "select fingerprint, status, content_type, location, body from http.idempotency_keys where owner = @owner and key = @key", new { owner, key }, transaction);
        if (stored is null)
        {
            stored = await RunAsync(context, fingerprint);
            if (IsFinal(stored.Status))
            {
                await connection.ExecuteAsync(
                    """
                    insert into http.idempotency_keys (owner, key, fingerprint, status, content_type, location, body)
                    values (@owner, @key, @Fingerprint, @Status, @ContentType, @Location, @Body)
                    """,
                    new { owner, key, stored.Fingerprint, stored.Status, stored.ContentType, stored.Location, stored.Body },
                    transaction);
                await transaction.CommitAsync(CancellationToken.None);
            }
        }
        else if (!stored.Fingerprint.AsSpan().SequenceEqual(fingerprint))
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, ProblemCodes.IdempotencyMismatch, "This Idempotency-Key was used with another request.");
        }

        context.Response.StatusCode = stored.Status;
        context.Response.ContentType = stored.ContentType;
        if (stored.Location is not null)
        {
            context.Response.Headers.Location = stored.Location;
        }

        await context.Response.Body.WriteAsync(stored.Body, context.RequestAborted);
    }

    private static bool IsFinal(int status) => status is not (StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests
        or StatusCodes.Status499ClientClosedRequest) && status < StatusCodes.Status500InternalServerError;

    private async Task<Answer> RunAsync(HttpContext context, byte[] fingerprint)
    {
        var wire = context.Response.Body;
        await using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        return new Answer(fingerprint, context.Response.StatusCode, context.Response.ContentType, context.Response.Headers.Location, buffer.ToArray());
    }

    private static async Task<byte[]> FingerprintAsync(HttpContext context)
    {
        context.Request.EnableBuffering(bufferThreshold: ServiceHost.MaxBodyBytes);
        var hash = await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted);
        context.Request.Body.Position = 0;
        return hash;
    }

    private sealed record Answer(byte[] Fingerprint, int Status, string? ContentType, string? Location, byte[] Body);
}
