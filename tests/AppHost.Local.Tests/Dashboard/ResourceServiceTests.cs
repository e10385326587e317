using Shouldly;
using Streaming.AppHost.Local.Dashboard.Wire;
using Streaming.Testing;

namespace Streaming.AppHost.Local.Tests.Dashboard;

public sealed class ResourceServiceTests(RunningDashboard dashboard) : IClassFixture<RunningDashboard>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WatchResources_WhenOpened_ListsEverythingWithStateHealthAndRelations()
    {
        using var client = dashboard.CreateClient();

        var resources = await ResourcesAsync(client);

        resources.Keys.ShouldBe(["postgres-0", "shopdb-0", "first-0", "second-0", "dashboard-0"], ignoreOrder: true);
        foreach (var resource in resources.Values)
        {
            resource.State.ShouldBe("Running", resource.Name);
            resource.HealthReports.ShouldAllBe(report => report.Status == HealthStatus.Healthy);
            resource.Commands.Select(command => command.Name).ShouldBe(["start", "stop", "restart"]);
            (resource.HasState && resource.Uid.Length > 0 && resource.CreatedAt is not null).ShouldBeTrue();
            resource.Urls.ShouldAllBe(url => url.DisplayProperties != null);
        }

        resources["shopdb-0"].Properties.ShouldContain(property => property.Name == "resource.parentName" && property.Value.StringValue == "postgres-0");
        resources["shopdb-0"].Relationships.ShouldContain(relation => relation.ResourceName == "postgres" && relation.Type == "Parent");
        resources["second-0"].Relationships.ShouldContain(relation => relation.ResourceName == "first" && relation.Type == "Reference");
        resources["second-0"].Urls.ShouldContain(url => url.FullUrl == $"http://127.0.0.1:{dashboard.Host.Port}");
    }

    [Fact]
    public async Task ConsoleLogs_WithoutFollowing_GiveWhatTheProcessWroteAndEnd()
    {
        using var client = dashboard.CreateClient();
        var lines = new List<ConsoleLogLine>();
        var request = new WatchResourceConsoleLogsRequest { ResourceName = "first-0", SuppressFollow = true };

        await foreach (var update in client.StreamAsync("WatchResourceConsoleLogs", request, WatchResourceConsoleLogsUpdate.Parser, Stop))
        {
            lines.AddRange(update.LogLines);
        }

        lines.ShouldContain(line => line.Text.EndsWith("first is up", StringComparison.Ordinal));
        lines.Select(line => line.LineNumber).ShouldBeInOrder();
        lines[0].LineNumber.ShouldBe(1);
    }

    [Fact]
    public async Task Commands_StopAndStart_EndTheProcessAndBringItBack()
    {
        using var client = dashboard.CreateClient();

        await ExecuteAsync(client, "stop", "second-0");
        var stopped = (await ResourcesAsync(client))["second-0"];
        await ExecuteAsync(client, "start", "second-0");

        stopped.State.ShouldBe("Exited");
        stopped.Commands.Single(command => command.Name == "start").State.ShouldBe(ResourceCommandState.Enabled);
        await Eventually.BecomesTrueAsync(async () => (await ResourcesAsync(client))["second-0"].HealthReports.Any(report => report.Status == HealthStatus.Healthy));
    }

    [Fact]
    public async Task Command_Restart_GivesAnotherProcess()
    {
        using var client = dashboard.CreateClient();
        var before = PidOf((await ResourcesAsync(client))["first-0"]);

        await ExecuteAsync(client, "restart", "first-0");

        await Eventually.BecomesTrueAsync(async () => (await ResourcesAsync(client))["first-0"] is { State: "Running" } now && PidOf(now) != before);
    }

    [Fact]
    public async Task Call_WithAWrongKey_IsUnauthenticated()
    {
        using var client = dashboard.CreateClient("wrong");

        using var answer = await client.CallAsync("WatchResources", new WatchResourcesRequest(), Stop);

        answer.Headers.GetValues("grpc-status").ShouldBe(["16"]);
    }

    [Theory]
    [InlineData("GetMeACoffee", "first-0", "12")]
    [InlineData("WatchResourceConsoleLogs", "nobody", "5")]
    public async Task Call_ThatCannotBeAnswered_SaysWhyInItsStatus(string call, string resource, string expected)
    {
        using var client = dashboard.CreateClient();

        using var answer = await client.CallAsync(call, new WatchResourceConsoleLogsRequest { ResourceName = resource }, Stop);
        await answer.Content.ReadAsByteArrayAsync(Stop);

        answer.Headers.Concat(answer.TrailingHeaders).Single(header => header.Key == "grpc-status").Value.ShouldBe([expected]);
    }

    [Fact]
    public async Task Dashboard_WhenKilled_IsStartedAgain()
    {
        using var client = dashboard.CreateClient();
        using var http = new HttpClient { BaseAddress = dashboard.Page };
        var before = PidOf((await ResourcesAsync(client))["dashboard-0"]);

        using (var process = System.Diagnostics.Process.GetProcessById((int)before))
        {
            process.Kill();
        }

        await Eventually.BecomesTrueAsync(async () =>
            (await ResourcesAsync(client))["dashboard-0"] is { State: "Running" } now && PidOf(now) != before && now.HealthReports.Any(report => report.Status == HealthStatus.Healthy));
        (await http.GetStringAsync("/health", Stop)).ShouldBe("Healthy");
    }

    private static double PidOf(Resource resource) =>
        resource.Properties.SingleOrDefault(property => property.Name == "executable.pid")?.Value.NumberValue ?? 0;

    private static async Task ExecuteAsync(GrpcClient client, string command, string resource)
    {
        var request = new ResourceCommandRequest { CommandName = command, ResourceName = resource };
        await foreach (var response in client.StreamAsync("ExecuteResourceCommand", request, ResourceCommandResponse.Parser, Stop))
        {
            response.Kind.ShouldBe(ResourceCommandResponseKind.Succeeded);
        }
    }

    private static async Task<Dictionary<string, Resource>> ResourcesAsync(GrpcClient client)
    {
        await foreach (var update in client.StreamAsync("WatchResources", new WatchResourcesRequest(), WatchResourcesUpdate.Parser, Stop))
        {
            return update.InitialData.Resources.ToDictionary(resource => resource.Name, StringComparer.Ordinal);
        }

        throw new InvalidOperationException("The stream ended before its first message.");
    }
}
