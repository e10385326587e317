using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.Contracts;
using Streaming.IdentityService.Accounts;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Profiles;

internal static class ProfilesApi
{
    public static void MapProfiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/users/{idOrName}", ReadAsync)
            .Describe("GetUser", "Somebody's public profile, by id or username.")
            .WithTags("Profiles")
            .WithProblems(404);

    private static async Task<Ok<PublicUser>> ReadAsync(string idOrName, AccountsStore accounts, CancellationToken cancellation)
    {
        var account = Guid.TryParseExact(idOrName, "D", out var id)
            ? await accounts.FindAsync(id, cancellation)
            : await accounts.FindByUsernameAsync(idOrName, cancellation);
        return TypedResults.Ok((account ?? throw Problem.NotFound("There is nobody with this id or name.")).ToPublic());
    }
}
