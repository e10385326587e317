using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Streaming.ServiceDefaults;

/// <summary>Verifies the access token of <c>Authorization: Bearer</c> (RFC 6750), or of <c>?access_token=</c> on <c>/hubs/</c>.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ITokenKeys keys) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Scheme_ = "Bearer";
    public const string IssuerAndAudience = "streaming";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<ForeignBearer>() is not null || Token(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (JsonWebToken.KeyId(token) is not { } keyId
            || await keys.FindAsync(keyId, Context.RequestAborted) is not { } key
            || JsonWebToken.Verify(token, key, TimeProvider.GetUtcNow()) is not { } claims
            || (string?)claims["iss"] != IssuerAndAudience
            || (string?)claims["aud"] != IssuerAndAudience)
        {
            return AuthenticateResult.Fail("The access token is not valid.");
        }

        var identity = new ClaimsIdentity(claims.SelectMany(Claims), Scheme_, "preferred_username", "roles");
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme_));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Token(Request) is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }

    private static string? Token(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        if (header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true)
        {
            return header["Bearer ".Length..].Trim();
        }

        string? query = request.Path.StartsWithSegments("/hubs") ? (string?)request.Query["access_token"] : null;
        return string.IsNullOrEmpty(query) ? null : query;
    }

    private static IEnumerable<Claim> Claims(KeyValuePair<string, JsonNode?> claim) => claim.Value switch
    {
        null => [],
        JsonArray many => many.OfType<JsonNode>().Select(one => new Claim(claim.Key, one.ToString())),
        var one => [new Claim(claim.Key, one.ToString())],
    };
}
