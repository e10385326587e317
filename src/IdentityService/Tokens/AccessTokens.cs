using System.Text.Json.Nodes;
using Streaming.IdentityService.Accounts;
using Streaming.IdentityService.Guests;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Tokens;

/// <summary>Issues the tokens that every service verifies by itself: ES256, claims as in docs/conventions.md.</summary>
internal sealed class AccessTokens(KeyRing keys, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private const string IssuerAndAudience = "streaming";

    public Task<string> ForPersonAsync(Account account, Guid session, CancellationToken cancellation)
    {
        var claims = new JsonObject
        {
            ["sub"] = account.Id.ToString(),
            ["preferred_username"] = account.Username,
            ["name"] = account.DisplayName,
            ["roles"] = new JsonArray([.. account.Roles.Select(role => (JsonNode)role)]),
            ["sid"] = session.ToString(),
        };
        if (account.AvatarUrl is { } picture)
        {
            claims["picture"] = picture;
        }

        return SignAsync(claims, cancellation);
    }

    public Task<string> ForGuestAsync(GuestIdentity guest, CancellationToken cancellation) => SignAsync(
        new JsonObject { ["sub"] = guest.Id, ["preferred_username"] = guest.Id, ["name"] = "Guest", ["roles"] = new JsonArray() },
        cancellation);

    private async Task<string> SignAsync(JsonObject claims, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        claims["iss"] = IssuerAndAudience;
        claims["aud"] = IssuerAndAudience;
        claims["iat"] = now.ToUnixTimeSeconds();
        claims["exp"] = (now + Lifetime).ToUnixTimeSeconds();
        claims["jti"] = Guid.CreateVersion7().ToString();
        var key = await keys.CurrentAsync(cancellation);
        return JsonWebToken.Sign(claims, key.Key, key.Id);
    }
}
