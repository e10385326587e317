using System.Globalization;
using System.Net.Http.Json;
using Npgsql;
using Shouldly;
using Streaming.AppHost.Local.Servers;
using Streaming.AppHost.Local.Tests.Support;
using Streaming.Testing;

namespace Streaming.AppHost.Local.Tests.Engine;

public sealed class StartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WhenAServiceIsSlow_StartsThoseThatWaitForItOnlyThen()
    {
        await using var host = await StubHosts.StartAsync("--stub:delay-first=1500");

        var gap = await FirstWordAsync(host, "second-0") - await FirstWordAsync(host, "first-0");

        gap.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(1400));
    }

    [Fact]
    public async Task Start_WithReplicas_GivesEveryAddressToThoseWhoReferToThem()
    {
        await using var host = await StubHosts.StartAsync("--replicas", "3");
        using var client = new HttpClient { BaseAddress = host.Url };

        var environment = await client.GetFromJsonAsync<Dictionary<string, string>>("/environment", Stop);

        var addresses = Enumerable.Range(0, 3).Select(replica => environment![$"services__first__http__{replica}"]).ToList();
        addresses.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        foreach (var address in addresses)
        {
            var first = await client.GetFromJsonAsync<Dictionary<string, string>>($"{address}/environment", Stop);
            first!["ConnectionStrings__shopdb"].ShouldContain("Database=shopdb");
        }
    }

    [Fact]
    public async Task Start_WithReplicas_GrantsEachItsDatabaseConnections()
    {
        await using var host = await StubHosts.StartAsync("--replicas", "8");

        await using var connection = new NpgsqlConnection((await GivenAsync(host))["database"] + ";Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand("SELECT current_setting('max_connections')::int", connection);
        (await command.ExecuteScalarAsync(Stop)).ShouldBe((8 * PostgresServer.ConnectionsPerClient) + PostgresServer.SpareConnections);
    }

    [Fact]
    public async Task Start_WhenRepeatedWithTheSameFolderAndPort_KeepsSecretsAndPorts()
    {
        using var folder = new TestFolder();
        Dictionary<string, string> first;
        int port;
        await using (var host = await HostProcess.StartAsync(StubHosts.Program, [], folder.Path))
        {
            port = host.Port;
            first = await GivenAsync(host);
            host.Output.ShouldContain(line => line.StartsWith("admin sign-in: admin / ", StringComparison.Ordinal));
            host.Signal();
            await host.WaitForExitAsync(Stop);
        }

        await using var again = await HostProcess.StartAsync(StubHosts.Program, [], folder.Path, port);

        (await GivenAsync(again)).ShouldBe(first);
        again.Output.ShouldNotContain(line => line.StartsWith("admin sign-in", StringComparison.Ordinal));
        foreach (var secret in Directory.GetFiles(folder.Sub("secrets")))
        {
            File.GetUnixFileMode(secret).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, secret);
        }
    }

    [Fact]
    public async Task Start_WithReset_BeginsWithNewSecretsAndLeavesForeignFilesAlone()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.Sub("secrets"));
        await File.WriteAllTextAsync(Path.Combine(folder.Sub("secrets"), "postgres-password"), "old", Stop);
        await File.WriteAllTextAsync(folder.Sub("mine.txt"), "keep", Stop);

        await using var host = await HostProcess.StartAsync(StubHosts.Program, ["--reset"], folder.Path);

        (await File.ReadAllTextAsync(Path.Combine(folder.Sub("secrets"), "postgres-password"), Stop)).ShouldNotBe("old");
        File.Exists(folder.Sub("mine.txt")).ShouldBeTrue();
    }

    private static async Task<Dictionary<string, string>> GivenAsync(HostProcess host)
    {
        using var client = new HttpClient { BaseAddress = host.Url };
        var second = await client.GetFromJsonAsync<Dictionary<string, string>>("/environment", Stop);
        var first = await client.GetFromJsonAsync<Dictionary<string, string>>($"{second!["services__first__http__0"]}/environment", Stop);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["database"] = first!["ConnectionStrings__shopdb"],
            ["first"] = second["services__first__http__0"],
        };
    }

    private static async Task<DateTimeOffset> FirstWordAsync(HostProcess host, string resource)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(host.Data, "logs", $"{resource}.log"), Stop);
        return DateTimeOffset.Parse(lines.First(line => line.EndsWith(" is up", StringComparison.Ordinal)).Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
