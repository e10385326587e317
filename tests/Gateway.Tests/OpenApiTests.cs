using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Streaming.Gateway.Tests;

public sealed class OpenApiTests(House house)
{
    [Fact]
    public async Task TheJoinedDocument_HoldsEveryServicesPublicPaths_AndResolvesItsReferences()
    {
        await using var gift = await Upstream.StartAsync("gift", context => context.Response.WriteAsJsonAsync(JsonNode.Parse(
            """
            {"openapi":"3.1.1","info":{"title":"Gift","version":"1"},
             "paths":{"/api/gifts":{"get":{"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/GuestView"}}}}}}},
                      "/internal/x":{"get":{}}},
             "components":{"schemas":{"GuestView":{"type":"string"}}}}
            """)));
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity), RunningGateway.At("gift", gift.Address));

        var document = await (await gateway.Client.SendAsync(HttpMethod.Get, "/openapi/v1.json")).ShouldBeAsync(HttpStatusCode.OK);

        var paths = ((JsonObject)document["paths"]!).Select(path => path.Key).ToList();
        paths.ShouldContain("/api/auth/login");
        paths.ShouldContain("/api/gifts");
        paths.ShouldNotContain("/internal/x");
        var schemas = (JsonObject)document["components"]!["schemas"]!;
        schemas.ContainsKey("GuestView").ShouldBeTrue();
        ((string?)schemas["GiftGuestView"]!["type"]).ShouldBe("string");
        References(document).Where(reference => !schemas.ContainsKey(reference.Split('/')[^1])).ShouldBeEmpty();
        document["x-unavailable"]!.AsArray().Select(n => (string?)n).ShouldBe(["stream", "chat", "wallet", "notification"]);
    }

    [Fact]
    public async Task AnIncompleteDocument_IsKeptAWhileToo()
    {
        await using var gift = await Upstream.StartAsync("gift", context => context.Response.WriteAsync("{}"));
        await using var gateway = new RunningGateway(RunningGateway.At("gift", gift.Address));

        for (var i = 0; i < 3; i++)
        {
            (await gateway.Client.SendAsync(HttpMethod.Get, "/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        gift.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AServicesOwnDocument_IsServedUnderItsName()
    {
        await using var gateway = new RunningGateway(RunningGateway.At("identity", house.Identity));

        var document = await (await gateway.Client.SendAsync(HttpMethod.Get, "/openapi/identity.json")).ShouldBeAsync(HttpStatusCode.OK);

        ((JsonObject)document["paths"]!).ContainsKey("/api/auth/login").ShouldBeTrue();
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => m.Key == "$ref" ? [m.Value!.ToString()] : References(m.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
