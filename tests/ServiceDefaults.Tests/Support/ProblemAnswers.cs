using System.Text.Json.Nodes;

namespace Streaming.ServiceDefaults.Tests.Support;

internal static class ProblemAnswers
{
    /// <summary>Checks what every problem document has, and returns it.</summary>
    public static async Task<JsonObject> ShouldBeProblemAsync(this HttpResponseMessage response, int status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(body).ShouldBeOfType<JsonObject>();
        ((string?)problem["code"]).ShouldBe(code);
        ((int?)problem["status"]).ShouldBe(status);
        ((string?)problem["title"]).ShouldNotBeNullOrEmpty();
        ((string?)problem["detail"]).ShouldNotBeNullOrEmpty();
        ((string?)problem["type"]).ShouldNotBeNullOrEmpty();
        ((string?)problem["traceId"]).ShouldNotBeNullOrEmpty();
        return problem;
    }
}
