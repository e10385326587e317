using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Streaming.ServiceDefaults.Tests.Support;

namespace Streaming.ServiceDefaults.Tests.Http;

public sealed class ProblemTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(map: app =>
    {
        app.MapPost("/things", (NewThing thing) => TypedResults.Ok(thing));
        app.MapGet("/things/{id:int}", (int id, [Range(1, 10)] int? limit) => TypedResults.Ok(id + limit));
        app.MapGet("/missing", () => TypedResults.NotFound());
        app.MapGet("/poor", string () => throw new ProblemException(409, ProblemCodes.InsufficientTokens, "Too few tokens.").With("balance", 3).With("price", 20));
        app.MapGet("/broken", string () => throw new InvalidOperationException("password=hunter2"));
        app.MapGet("/slow", string () => throw new OperationCanceledException("An inner time limit."));
    });

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task ValidRequest_IsAnswered()
    {
        var response = await _service.Http.PostAsJsonAsync("/things", new { title = "A", tags = new[] { new { name = "x" } } });

        response.EnsureSuccessStatusCode();
        (await response.Content.ReadFromJsonAsync<NewThing>())!.Title.ShouldBe("A");
    }

    [Theory]
    [InlineData("{", "$")]
    [InlineData("""{"title":5}""", "$.title")]
    [InlineData("""{"title":"A","price":"1"}""", "$.price")]
    public async Task BadJson_SaysWhereAndNamesNoType(string body, string where)
    {
        var problem = await (await PostAsync(body)).ShouldBeProblemAsync(400, "validation_failed");

        ((string?)problem["detail"]).ShouldNotBeNull().ShouldContain(where);
        problem.ToJsonString().ShouldNotContain("System.");
        problem.ToJsonString().ShouldNotContain(nameof(NewThing));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    public async Task NoBody_Is400(string body) => await (await PostAsync(body)).ShouldBeProblemAsync(400, "validation_failed");

    [Theory]
    [InlineData("{}", "title")]
    [InlineData("""{"title":null}""", "title")]
    [InlineData("""{"title":""}""", "title")]
    [InlineData("""{"title":"12345678901"}""", "title")]
    [InlineData("""{"title":"A","price":-1}""", "price")]
    [InlineData("""{"title":"A","tags":[{"name":"x"},{"name":"12345678901"}]}""", "tags[1].name")]
    public async Task InvalidMember_IsNamedAsTheClientWroteIt(string body, string member)
    {
        var problem = await (await PostAsync(body)).ShouldBeProblemAsync(400, "validation_failed");

        problem["errors"]!.AsObject().Select(e => e.Key).ShouldBe([member]);
        ((string?)problem["detail"]).ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("/things/1?limit=11")]
    [InlineData("/things/1?limit=x")]
    public async Task InvalidQuery_Is400(string path) => await (await _service.Http.GetAsync(path)).ShouldBeProblemAsync(400, "validation_failed");

    [Fact]
    public async Task WrongContentType_Is415()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "text/plain");
        await (await _service.Http.PostAsync("/things", content)).ShouldBeProblemAsync(415, "validation_failed");
    }

    [Fact]
    public async Task UnknownRoute_Is404() => await (await _service.Http.GetAsync("/nowhere")).ShouldBeProblemAsync(404, "not_found");

    [Fact]
    public async Task EmptyNotFound_GetsABody() => await (await _service.Http.GetAsync("/missing")).ShouldBeProblemAsync(404, "not_found");

    [Fact]
    public async Task WrongMethod_Is405() => await (await _service.Http.DeleteAsync("/things")).ShouldBeProblemAsync(405, "not_found");

    [Fact]
    public async Task ProblemException_CarriesItsMembers()
    {
        var problem = await (await _service.Http.GetAsync("/poor")).ShouldBeProblemAsync(409, "insufficient_tokens");

        ((string?)problem["detail"]).ShouldBe("Too few tokens.");
        ((int?)problem["balance"]).ShouldBe(3);
        ((int?)problem["price"]).ShouldBe(20);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/*")]
    public async Task Problem_IsJsonWhateverTheClientAccepts(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/poor");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        await (await _service.Http.SendAsync(request)).ShouldBeProblemAsync(409, "insufficient_tokens");
    }

    [Fact]
    public async Task Fault_LeaksNothing()
    {
        var problem = await (await _service.Http.GetAsync("/broken")).ShouldBeProblemAsync(500, "internal");

        problem.ToJsonString().ShouldNotContain("hunter2");
        problem.ToJsonString().ShouldNotContain("InvalidOperation");
    }

    [Fact]
    public async Task InnerTimeLimit_Is503() => await (await _service.Http.GetAsync("/slow")).ShouldBeProblemAsync(503, "unavailable");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OversizedBody_Is413(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/things")
        {
            Content = new StringContent($$"""{"title":"{{new string('x', ServiceHost.MaxBodyBytes)}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;

        await (await _service.Http.SendAsync(request)).ShouldBeProblemAsync(413, "payload_too_large");
    }

    private Task<HttpResponseMessage> PostAsync(string body) =>
        _service.Http.PostAsync("/things", new StringContent(body, Encoding.UTF8, "application/json"));

    private sealed record NewThing([StringLength(10, MinimumLength = 1)] string Title, [Range(0, 100)] int Price, string? Note, IReadOnlyList<Tag>? Tags);

    private sealed record Tag([property: StringLength(10)] string Name);
}
