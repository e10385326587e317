using System.Security.Cryptography;
using System.Text;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Guests;

/// <summary>
/// A guest needs no database row: the id is derived from the secret that the guest's browser keeps, one-way, so that only
/// the holder of the secret can be that guest.
/// </summary>
/// <param name="Id"><c>guest_</c> and 32 hexadecimal digits.</param>
/// <param name="Secret">256 random bits, base64url.</param>
internal sealed record GuestIdentity(string Id, string Secret)
{
    /// <summary>How long a browser stays the same guest.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private static readonly byte[] Purpose = "guest"u8.ToArray();

    public static GuestIdentity New() => Of(Sessions.Secret.Create());

    /// <summary>The guest of a cookie; null when it can't be one of ours.</summary>
    public static GuestIdentity? FromSecret(string? secret) => Sessions.Secret.IsWellFormed(secret) ? Of(secret!) : null;

    private static GuestIdentity Of(string secret) =>
        new(Caller.GuestPrefix + Convert.ToHexStringLower(HMACSHA256.HashData(Purpose, Encoding.UTF8.GetBytes(secret))[..16]), secret);
}
