using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Tokens;

internal static class KeySetApi
{
    public static void MapKeySet(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/jwks.json", ReadAsync)
            .Describe("GetKeySet", "The public keys that access tokens are verified with (RFC 7517).")
            .WithTags("Keys")
            .Produces<string>(contentType: "application/jwk-set+json");

    private static async Task<IResult> ReadAsync(KeyRing keys, CancellationToken cancellation) => TypedResults.Text(
        JsonWebKeySet.Write((await keys.AllAsync(cancellation)).Select(key => (key.Id, key.Key))), "application/jwk-set+json");
}
