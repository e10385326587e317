using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Streaming.Gateway.Tests;

/// <summary>The table of routes against the services' own documents: a route that a service gains can't be forgotten here.</summary>
public sealed partial class DocumentedRoutesTests(Front front) : IClassFixture<Front>
{
    /// <summary>Not for the public: services ask each other for these.</summary>
    private static readonly string[] Internal = ["/.well-known/jwks.json"];

    public static TheoryData<string> Documents => [.. Directory.GetFiles(Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task EveryAddressOfAServicesDocument_GoesToThatService(string service)
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder(), $"{service}.json"), TestContext.Current.CancellationToken))!;
        var paths = ((JsonObject)document["paths"]!).Select(path => path.Key).Except(Internal).ToList();
        paths.ShouldNotBeEmpty();

        foreach (var path in paths)
        {
            using var answer = await front.Gateway.Client.SendAsync(HttpMethod.Get, Parameter().Replace(path, "1"));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(service, path);
        }
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Streaming.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Streaming.sln is in no folder above the tests.");
        }

        return Path.Combine(folder.FullName, "docs", "openapi");
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
