using System.Security.Cryptography;
using System.Text;
using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>
/// Names clients without a token. The ids are public, so they are keyed with a secret of the database that all nodes share: nobody
/// else can try out addresses until one fits.
/// </summary>
internal sealed class AnonymousGuests(Database database)
{
    private byte[]? _key;

    /// <summary>A guest id: the same for the same address and browser, so that its repeats count once.</summary>
    public async Task<string> IdOfAsync(HttpContext context, CancellationToken cancellation)
    {
        _key ??= await ReadKeyAsync(cancellation);
        var client = $"{context.Connection.RemoteIpAddress}\n{context.Request.Headers.UserAgent}";
        return Caller.GuestPrefix + Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(client)).AsSpan(0, 16));
    }

    private async Task<byte[]> ReadKeyAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleAsync<byte[]>(new CommandDefinition("select key from guest_secret", cancellationToken: cancellation));
    }
}
