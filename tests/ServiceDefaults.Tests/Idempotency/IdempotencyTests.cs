using System.Net;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Streaming.ServiceDefaults.Tests.Support;
using Streaming.Testing;

namespace Streaming.ServiceDefaults.Tests.Idempotency;

public sealed class IdempotencyTests(Servers servers) : IAsyncLifetime
{
    private readonly string _token = TestTokens.ForUser(Guid.CreateVersion7());
    private readonly string _key = Guid.NewGuid().ToString();
    private TestService _service = null!;
    private int _runs;

    private sealed record Order(string What);

    public async ValueTask InitializeAsync() => _service = await BusService.StartAsync("idempotency", await servers.CreateDatabaseAsync("idempotency"), broker: null, new Probe(), map: app =>
    {
        app.MapPost("/effects", async (Order order, HttpContext context, Database database, CancellationToken cancellation) =>
        {
            Interlocked.Increment(ref _runs);
            await database.TransactAsync(work => work.Connection.ExecuteAsync("insert into notes (text) values (@What)", order), cancellation);
            return TypedResults.Created($"/effects/{IdempotencyKeys.IdForRequest(context)}", new { id = Guid.NewGuid(), order.What });
        }).ForPeople().WithIdempotencyKey();
        app.MapPost("/refused", string (Order order) => Interlocked.Increment(ref _runs) == 1 ? throw Problem.Conflict("The first time.").With("left", 3) : "fine").ForPeople().WithIdempotencyKey();
        app.MapPost("/broken", string (Order order) => Interlocked.Increment(ref _runs) == 1 ? throw new InvalidOperationException() : "fine").ForPeople().WithIdempotencyKey();
    });

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task FiftyRequestsAtOnceWithOneKey_HaveOneEffectAndOneAnswer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync("/effects", _key)));

        (await _service.NotesAsync()).ShouldBe(["tea"]);
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Created);
        answers.Distinct().ShouldHaveSingleItem().Location.ShouldNotBeNull().ShouldStartWith("/effects/");
    }

    [Fact]
    public async Task OtherKey_IsAnotherIntent()
    {
        var first = await PostAsync("/effects", _key);
        var second = await PostAsync("/effects", _key + "2");

        second.Body.ShouldNotBe(first.Body);
        second.Location.ShouldNotBe(first.Location);
        (await _service.NotesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task SameKeyOfAnotherPerson_IsAnotherIntent()
    {
        await PostAsync("/effects", _key);
        (await PostAsync("/effects", _key, token: TestTokens.ForUser(Guid.CreateVersion7()))).Status.ShouldBe(HttpStatusCode.Created);

        (await _service.NotesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task SameKeyWithAnotherBody_Is422()
    {
        await PostAsync("/effects", _key);

        await (await SendAsync("/effects", _key, """{"what":"coffee"}""", _token)).ShouldBeProblemAsync(422, "idempotency_mismatch");
        (await _service.NotesAsync()).ShouldBe(["tea"]);
    }

    [Fact]
    public async Task Refusal_IsRepeatedToo()
    {
        var first = await (await SendAsync("/refused", _key, """{"what":"tea"}""", _token)).ShouldBeProblemAsync(409, "conflict");
        var second = await (await SendAsync("/refused", _key, """{"what":"tea"}""", _token)).ShouldBeProblemAsync(409, "conflict");

        second.ToJsonString().ShouldBe(first.ToJsonString());
        _runs.ShouldBe(1);
    }

    [Fact]
    public async Task FaultOfOurs_MayBeTriedAgain()
    {
        await (await SendAsync("/broken", _key, """{"what":"tea"}""", _token)).ShouldBeProblemAsync(500, "internal");

        (await PostAsync("/broken", _key)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(256)]
    public async Task KeyThatIsMissingOrTooLong_Is400(int? length)
    {
        await (await SendAsync("/effects", length is null ? null : new string('k', length.Value), """{"what":"tea"}""", _token)).ShouldBeProblemAsync(400, "validation_failed");
        (await _service.NotesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task LongestKey_IsTaken() => (await PostAsync("/effects", new string('k', IdempotencyKeys.MaxLength))).Status.ShouldBe(HttpStatusCode.Created);

    [Fact]
    public async Task WithoutSignIn_Is401AndNothingIsRemembered()
    {
        await (await SendAsync("/effects", _key, """{"what":"tea"}""", token: null)).ShouldBeProblemAsync(401, "unauthenticated");
        (await PostAsync("/effects", _key)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task TextThatTheDatabaseCannotHold_Is400() =>
        await (await SendAsync("/effects", _key, """{"what":"a\u0000b"}""", _token)).ShouldBeProblemAsync(400, "validation_failed");

    private async Task<(HttpStatusCode Status, string? Location, string Body)> PostAsync(string path, string key, string? token = null)
    {
        var response = await SendAsync(path, key, """{"what":"tea"}""", token ?? _token);
        return (response.StatusCode, response.Headers.Location?.ToString(), await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string? key, string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add(IdempotencyKeys.Header, key);
        }

        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        return await _service.Http.SendAsync(request);
    }
}
