using Streaming.Testing;

namespace Streaming.WebE2E;

/// <summary>What the browsers open: a platform of its own, or the running one that <c>E2E_URL</c> names.</summary>
public sealed class Product : IAsyncLifetime
{
    private Platform? _platform;

    /// <summary>The public address.</summary>
    public Uri Url { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("E2E_URL") is { Length: > 0 } running)
        {
            Url = new Uri(running);
            return;
        }

        _platform = await Platform.StartAsync();
        Url = _platform.Url;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_platform is not null)
        {
            await _platform.DisposeAsync();
        }
    }
}
