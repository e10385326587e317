using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Streaming.ServiceDefaults.Tests.Support;

namespace Streaming.ServiceDefaults.Tests.Auth;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private readonly Clock _clock = new();
    private readonly List<(string KeyId, ECDsa Key)> _published = [];
    private TestService _identity = null!;
    private TestService _service = null!;
    private int _fetches;
    private string? _nonsense;
    private bool _fails;

    public async ValueTask InitializeAsync()
    {
        _identity = await TestService.StartAsync(map: app => app.MapGet("/.well-known/jwks.json", IResult () =>
        {
            Interlocked.Increment(ref _fetches);
            return _fails ? TypedResults.StatusCode(500) : TypedResults.Text(_nonsense ?? JsonWebKeySet.Write(_published), "application/json");
        }));
        _service = await TestService.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(_clock),
            map: null,
            ("Auth:Jwks", ""),
            ("services:identity:http:0", _identity.Http.BaseAddress!.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _identity.DisposeAsync();
    }

    [Fact]
    public async Task UnknownKeyId_IsAskedFor_SoThatARotatedKeyWorks()
    {
        Publish("one");
        (await FindAsync("one")).ShouldNotBeNull();
        Publish("two");
        _clock.Advance(SigningKeys.MinRefetch);

        (await FindAsync("two")).ShouldNotBeNull();
        (await FindAsync("one")).ShouldNotBeNull();
        _fetches.ShouldBe(2);
    }

    [Fact]
    public async Task ManyUnknownKeyIds_DoNotMakeManyRequests()
    {
        Publish("one");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => FindAsync($"forged{i}").AsTask()));

        _fetches.ShouldBe(1);
    }

    [Fact]
    public async Task IdentityServiceDown_KnownKeysWorkOn_AndUnknownOnesAre503()
    {
        Publish("one");
        await FindAsync("one");
        await _identity.App.StopAsync();
        _clock.Advance(SigningKeys.MinRefetch);

        (await FindAsync("one")).ShouldNotBeNull();
        (await Should.ThrowAsync<ProblemException>(async () => await FindAsync("two"))).Status.ShouldBe(503);
    }

    [Fact]
    public async Task AFailedFetch_AnswersEveryoneForAWhile_AndIsThenTriedAgain()
    {
        Publish("one");
        _fails = true;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Should.ThrowAsync<ProblemException>(async () => await FindAsync("one"))));

        answers.ShouldAllBe(answer => answer.Status == 503);
        _fetches.ShouldBe(1);

        _fails = false;
        _clock.Advance(SigningKeys.MinRefetch);
        (await FindAsync("one")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"keys":5}""")]
    [InlineData("""{"keys":[{"kty":5}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","kid":"one","x":"!","y":"?"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","kid":"one","x":"AAAA","y":"AAAA"}]}""")]
    public async Task AnAnswerThatIsNoKeySet_Is503(string answer)
    {
        _nonsense = answer;

        (await Should.ThrowAsync<ProblemException>(async () => await FindAsync("one"))).Status.ShouldBe(503);
    }

    private void Publish(string keyId) => _published.Add((keyId, ECDsa.Create(ECCurve.NamedCurves.nistP256)));

    private ValueTask<ECDsa?> FindAsync(string keyId) => _service.App.Services.GetRequiredService<ITokenKeys>().FindAsync(keyId, CancellationToken.None);
}
