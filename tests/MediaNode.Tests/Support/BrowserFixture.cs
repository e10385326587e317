using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Streaming.MediaNode.Tests.Support.BrowserFixture))]

namespace Streaming.MediaNode.Tests.Support;

/// <summary>One Chromium for all browser tests, and a tiny server of the page with an unmodified livekit-client. Started by the first test that asks.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
        "--allow-loopback-in-peer-connection", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
    ];

    private static readonly SemaphoreSlim Installing = new(1);
    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private WebApplication? _pages;

    /// <summary>A page in a profile of its own that has joined no room yet.</summary>
    public async Task<Client> OpenAsync(string identity)
    {
        await EnsureStartedAsync();
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { Permissions = ["camera", "microphone"] });
        var page = await context.NewPageAsync();
        var client = new Client(identity, new ChromiumTab(page));
        await page.GotoAsync(_pages!.Urls.First());
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_pages is not null) await _pages.DisposeAsync();
        _starting.Dispose();
    }

    private async Task EnsureStartedAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_browser is not null) return;
            await InstallPackagesAsync();
            _pages = await ServePagesAsync();
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Headless = true, Args = Arguments });
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Where the browser's files lie: beside the test program.</summary>
    internal static string Folder => Path.Combine(AppContext.BaseDirectory, "browser");

    /// <summary>Installs what package-lock.json names, once.</summary>
    internal static async Task InstallPackagesAsync()
    {
        await Installing.WaitAsync();
        try
        {
            if (Directory.Exists(Path.Combine(Folder, "node_modules", "livekit-server-sdk"))) return;
            using var install = Process.Start(new ProcessStartInfo("npm", "ci --no-audit --no-fund") { WorkingDirectory = Folder }) ?? throw new InvalidOperationException("npm did not start");
            await install.WaitForExitAsync();
            if (install.ExitCode != 0) throw new InvalidOperationException("npm ci failed: the tests need livekit-client and livekit-server-sdk");
        }
        finally
        {
            Installing.Release();
        }
    }

    internal static async Task<WebApplication> ServePagesAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var pages = builder.Build();
        pages.MapGet("/", () => Results.File(Path.Combine(Folder, "page.html"), "text/html"));
        pages.MapGet("/page.js", () => Results.File(Path.Combine(Folder, "page.js"), "text/javascript"));
        pages.MapGet("/livekit-client.js", () => Results.File(Path.Combine(Folder, "node_modules", "livekit-client", "dist", "livekit-client.umd.js"), "text/javascript"));
        await pages.StartAsync();
        return pages;
    }
}
