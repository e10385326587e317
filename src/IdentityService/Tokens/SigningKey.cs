using System.Security.Cryptography;

namespace Streaming.IdentityService.Tokens;

/// <summary>A P-256 key that signs access tokens (ES256) from a moment on.</summary>
/// <param name="Id">The <c>kid</c> of tokens.</param>
/// <param name="Key">Private and public half.</param>
/// <param name="ActiveFrom">UTC; published before, so that everybody knows it when the first token arrives.</param>
internal sealed record SigningKey(string Id, ECDsa Key, DateTimeOffset ActiveFrom);
