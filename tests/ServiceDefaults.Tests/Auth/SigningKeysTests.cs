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

    public async ValueTask InitializeAsync()
    {
        _identity = await TestService.StartAsync(map: app => app.MapGet("/.well-known/jwks.json", () =>
        {
            Interlocked.Increment(ref _fetches);
            return TypedResults.Text(JsonWebKeySet.Write(_published), "application/json");
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

    private void Publish(string keyId) => _published.Add((keyId, ECDsa.Create(ECCurve.NamedCurves.nistP256)));

    private ValueTask<ECDsa?> FindAsync(string keyId) => _service.App.Services.GetRequiredService<ITokenKeys>().FindAsync(keyId, CancellationToken.None);
}
