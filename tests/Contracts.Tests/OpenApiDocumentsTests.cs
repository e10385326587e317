using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Streaming.Contracts.Tests;

public sealed class OpenApiDocumentsTests
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    public static TheoryData<string> Services => new("Identity", "Stream", "Chat", "Gift", "Wallet", "Notification");

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Document_IsUpToDate_AndSaysWhatClientsNeed(string service)
    {
        var text = await WriteAsync(service);

        CommittedDocument.ShouldBeUpToDate($"openapi/{service.ToLowerInvariant()}.json", text);
        var faults = OperationsOf(text).SelectMany(o => Faults(o.Name, o.Operation)).ToList();
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void OperationIds_AreUniqueAcrossServices_BecauseTheGatewayJoinsTheDocuments() =>
        CommittedDocument.NamesIn("openapi")
            .SelectMany(name => OperationsOf(CommittedDocument.Read($"openapi/{name}.json")!))
            .Select(o => (string?)o.Operation["operationId"])
            .ShouldBeUnique();

    private static IEnumerable<(string Name, JsonObject Operation)> OperationsOf(string document) =>
        from path in JsonNode.Parse(document)!["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select ($"{operation.Key} {path.Key}", operation.Value!.AsObject());

    private static IEnumerable<string> Faults(string name, JsonObject operation)
    {
        if ((string?)operation["operationId"] is not { Length: > 0 })
        {
            yield return $"{name} has no operationId";
        }

        if ((string?)operation["summary"] is not { Length: > 0 })
        {
            yield return $"{name} has no summary";
        }

        var responses = operation["responses"]!.AsObject();
        if (!responses.Any(r => r.Key[0] is '1' or '2' or '3'))
        {
            yield return $"{name} never succeeds";
        }

        foreach (var (status, response) in responses.Where(r => r.Key[0] is '4' or '5'))
        {
            if (response!["content"]?["application/problem+json"] is null || (string?)response["description"] is not ['`', ..])
            {
                yield return $"{name} answers {status} without a problem document and its code";
            }
        }
    }

    private static async Task<string> WriteAsync(string service)
    {
        var file = Path.GetTempFileName();
        try
        {
            var program = Path.Combine(AppContext.BaseDirectory, $"{service}Service.dll");
            using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--write-openapi", file]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, string.Concat(output));
            return await File.ReadAllTextAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
