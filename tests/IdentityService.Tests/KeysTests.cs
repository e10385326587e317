using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Streaming.IdentityService.Tokens;
using Streaming.ServiceDefaults;

namespace Streaming.IdentityService.Tests;

public sealed class KeysTests(IdentityServer identity)
{
    [Fact]
    public async Task AnAccessToken_CarriesTheAgreedClaims_AndVerifiesWithThePublishedKey()
    {
        var signedIn = await identity.RegisterAsync();
        var token = signedIn.Text("accessToken");

        var keys = JsonWebKeySet.Parse(await identity.Client.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative), TestContext.Current.CancellationToken));
        var claims = JsonWebToken.Verify(token, keys.Find(Token.KeyIdOf(token)).ShouldNotBeNull(), DateTimeOffset.UtcNow).ShouldNotBeNull();

        var user = (JsonObject)signedIn["user"]!;
        claims.Text("sub").ShouldBe(user.Text("id"));
        claims.Text("preferred_username").ShouldBe(user.Text("username"));
        claims.Text("name").ShouldBe(user.Text("displayName"));
        claims.Text("iss").ShouldBe("streaming");
        claims.Text("aud").ShouldBe("streaming");
        Guid.Parse(claims.Text("sid")).Version.ShouldBe(7);
        Guid.Parse(claims.Text("jti")).Version.ShouldBe(7);
        ((long)claims["exp"]! - (long)claims["iat"]!).ShouldBe(600);
        claims["roles"]!.AsArray().Select(r => (string?)r).ShouldBe(["viewer"]);
    }

    [Fact]
    public async Task ThePublishedKeys_HoldNoPrivateHalf()
    {
        var keys = JsonNode.Parse(await identity.Client.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative), TestContext.Current.CancellationToken))!["keys"]!.AsArray();

        foreach (var key in keys.Cast<JsonObject>())
        {
            key.Select(member => member.Key).ShouldBe(["kty", "crv", "use", "alg", "kid", "x", "y"], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task ReplicasThatStartTogether_AgreeOnOneKeyAndOneOperator()
    {
        var database = await identity.NewDatabaseAsync();

        var replicas = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => identity.StartReplicaAsync(database: database)));

        try
        {
            var sets = await Task.WhenAll(replicas.Select(async replica =>
            {
                using var client = IdentityServer.NewClient(replica);
                using var login = await client.SendAsync(HttpMethod.Post, "/api/auth/login", new { login = "admin", password = IdentityServer.AdminPassword });
                await login.ShouldBeAsync(HttpStatusCode.OK);
                return await client.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative), TestContext.Current.CancellationToken);
            }));
            sets.Distinct().Count().ShouldBe(1);
            JsonNode.Parse(sets[0])!["keys"]!.AsArray().Count.ShouldBe(1);
        }
        finally
        {
            foreach (var replica in replicas)
            {
                await replica.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task ARotatedKey_IsPublishedFirst_ThenSigns_AndTheOldOneIsTrustedUntilItsTokensAreGone()
    {
        var (clock, database) = (new ShiftedClock(), await identity.NewDatabaseAsync());
        await using var replica = await identity.StartReplicaAsync(clock, database);
        await using var other = await identity.StartReplicaAsync(clock, database);
        using var client = IdentityServer.NewClient(replica);
        using var otherClient = IdentityServer.NewClient(other);
        var before = await GuestTokenAsync(client);
        var ring = replica.Services.GetRequiredService<KeyRing>();

        await ring.RotateAsync(TestContext.Current.CancellationToken);
        Token.KeyIdOf(await GuestTokenAsync(client)).ShouldBe(Token.KeyIdOf(before), "a new key is published some time before it signs");
        (await ring.AllAsync(TestContext.Current.CancellationToken)).Count.ShouldBe(2);

        clock.Shift += SigningKeysStore.PublishedBefore + TimeSpan.FromSeconds(1);
        var after = await GuestTokenAsync(client);
        Token.KeyIdOf(after).ShouldNotBe(Token.KeyIdOf(before));
        // 401 for "no account", not for "unknown key": the replica that did not rotate finds the key as well.
        (await otherClient.SendAsync(HttpMethod.Post, "/api/auth/logout", token: after)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        clock.Shift += SigningKeysStore.PublishedAfter + TimeSpan.FromSeconds(1);
        (await otherClient.SendAsync(HttpMethod.Post, "/api/auth/logout", token: after)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "it expired meanwhile");
        var keys = await replica.Services.GetRequiredService<SigningKeysStore>().MaintainAsync(rotateNow: false, TestContext.Current.CancellationToken);
        keys.Select(key => key.Id).ShouldBe([Token.KeyIdOf(after)]);
    }

    private static async Task<string> GuestTokenAsync(HttpClient client) =>
        (await (await client.SendAsync(HttpMethod.Post, "/api/auth/guest")).ShouldBeAsync(HttpStatusCode.OK)).Text("accessToken");
}
