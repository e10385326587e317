using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Streaming.Testing;

[assembly: AssemblyFixture(typeof(Streaming.MediaNode.Tests.Support.FirefoxFixture))]

namespace Streaming.MediaNode.Tests.Support;

/// <summary>One stock Firefox for all tests that ask for it. Started by the first of them.</summary>
public sealed class FirefoxFixture : IAsyncDisposable
{
    private const string Program = "/usr/bin/firefox-esr";
    private const string Listening = "WebDriver BiDi listening on ";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60), EndTimeout = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _starting = new(1);
    private readonly TestFolder _folder = new();
    private WebApplication? _pages;
    private Process? _process;
    private BidiConnection? _session;

    /// <summary>A tab that has joined no room yet; skips the test where there is no Firefox.</summary>
    public async Task<Client> OpenAsync(string identity)
    {
        Assert.SkipUnless(File.Exists(Program), "Firefox is not installed (Debian's package firefox-esr)");
        await _starting.WaitAsync();
        try
        {
            if (_session is null) await StartAsync();
        }
        finally
        {
            _starting.Release();
        }
        return new Client(identity, await FirefoxTab.OpenAsync(_session!, _pages!.Urls.First()));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await EndAsync(_process);
        if (_session is not null) await _session.DisposeAsync();
        if (_pages is not null) await _pages.DisposeAsync();
        _folder.Dispose();
        _starting.Dispose();
    }

    private async Task StartAsync()
    {
        await BrowserFixture.InstallPackagesAsync();
        _pages = await BrowserFixture.ServePagesAsync();
        var profile = Directory.CreateDirectory(_folder.Sub("profile")).FullName;
        var permissions = _folder.Sub("permissions");
        await File.WriteAllLinesAsync(permissions, new[] { "camera", "microphone" }.Select(name => $"origin\t{name}\t1\t{_pages.Urls.First()}"));
        await File.WriteAllLinesAsync(Path.Combine(profile, "user.js"), Preferences(permissions).Select(p => $"user_pref(\"{p.Name}\", {p.Value});"));
        var start = new ProcessStartInfo(Program, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        // Firefox refuses to run as root in somebody else's home.
        start.Environment["HOME"] = _folder.Path;
        _process = Process.Start(start) ?? throw new InvalidOperationException("Firefox did not start");
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(Listening, StringComparison.Ordinal) == true) address.TrySetResult(new Uri(line.Data[Listening.Length..]));
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        _session = await BidiConnection.OpenAsync(await address.Task.WaitAsync(StartTimeout));
    }

    /// <summary>
    /// Media over loopback needs both its preference and a lasting permission for camera or microphone: without the permission
    /// Firefox offers the address of the default route only, and that never pairs with 127.0.0.1.
    /// </summary>
    private static (string Name, string Value)[] Preferences(string permissions) =>
    [
        ("media.peerconnection.ice.loopback", "true"),
        ("permissions.manager.defaultsUrl", $"\"file://{permissions}\""),
        ("media.navigator.streams.fake", "true"),
        ("media.autoplay.default", "0"),
        ("browser.shell.checkDefaultBrowser", "false"),
        ("datareporting.policy.dataSubmissionEnabled", "false"),
        ("network.captive-portal-service.enabled", "false"),
        ("app.normandy.enabled", "false"),
    ];

    private async Task EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(EndTimeout);
        if (_session is not null && !process.HasExited) await _session.SendAsync("browser.close", new { });
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        process.Dispose();
    }
}
