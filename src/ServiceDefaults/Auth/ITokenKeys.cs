using System.Security.Cryptography;

namespace Streaming.ServiceDefaults;

/// <summary>
/// Where the public keys come from that access tokens are verified with. Services ask IdentityService; IdentityService
/// registers a source of its own.
/// </summary>
public interface ITokenKeys
{
    /// <summary>The key with that id; null when there is no such key.</summary>
    ValueTask<ECDsa?> FindAsync(string keyId, CancellationToken cancellation);
}
