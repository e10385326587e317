using System.Globalization;
using Google.Protobuf;
using Streaming.AppHost.Local.Dashboard.Wire;
using Streaming.AppHost.Local.Engine;

namespace Streaming.AppHost.Local.Dashboard;

/// <summary>The calls that the dashboard makes: what runs, what it wrote, and commands.</summary>
internal sealed class ResourceCalls(Fleet fleet, ResourceFeed feed)
{
    private const string ApplicationName = "Streaming";

    public static Task DescribeApplicationAsync(GrpcCall call) =>
        call.WriteAsync(new ApplicationInformationResponse { ApplicationName = ApplicationName });

    /// <summary>Everything first, then changes.</summary>
    public async Task WatchResourcesAsync(GrpcCall call)
    {
        var isFirst = true;
        await foreach (var snapshots in feed.ReadAsync(call.Stop))
        {
            var resources = snapshots.Select(ResourceMessages.From);
            var update = new WatchResourcesUpdate();
            if (isFirst)
            {
                update.InitialData = new InitialResourceData();
                update.InitialData.Resources.AddRange(resources);
                isFirst = false;
            }
            else
            {
                update.Changes = new WatchResourcesChanges();
                update.Changes.Value.AddRange(resources.Select(resource => new WatchResourcesChange { Upsert = resource }));
            }

            await call.WriteAsync(update);
        }
    }

    public async Task WatchConsoleLogsAsync(GrpcCall call)
    {
        var request = await RequestAsync(call, WatchResourceConsoleLogsRequest.Parser);
        var log = Find(request.ResourceName).Log;
        var seen = 0;
        while (true)
        {
            var (lines, changed) = log.After(seen);
            if (lines.Count > 0)
            {
                var update = new WatchResourceConsoleLogsUpdate();
                update.LogLines.AddRange(lines.Select(ToMessage));
                await call.WriteAsync(update);
                seen = lines[^1].Number;
            }
            else if (request.SuppressFollow)
            {
                return;
            }
            else
            {
                await changed.WaitAsync(call.Stop);
            }
        }
    }

    public async Task ExecuteCommandAsync(GrpcCall call)
    {
        var request = await RequestAsync(call, ResourceCommandRequest.Parser);
        await ResourceCommands.ExecuteAsync(request.CommandName, Find(request.ResourceName));
        await call.WriteAsync(new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Succeeded });
    }

    /// <summary>This engine asks nothing of the person at the dashboard; the call stays open, as the dashboard expects.</summary>
    public static async Task WatchInteractionsAsync(GrpcCall call)
    {
        while (await call.ReadAsync(WatchInteractionsRequestUpdate.Parser) is not null)
        {
            // Nothing was asked, so nothing is to be answered.
        }
    }

    private ResourceRunner Find(string name) =>
        fleet.Find(name) ?? throw new GrpcException(GrpcStatus.NotFound, $"No resource is named '{name}'.");

    private static async Task<T> RequestAsync<T>(GrpcCall call, MessageParser<T> parser)
        where T : class, IMessage<T> =>
        await call.ReadAsync(parser) ?? throw new GrpcException(GrpcStatus.InvalidArgument, "The request is missing.");

    private static ConsoleLogLine ToMessage(NumberedLine line) => new()
    {
        LineNumber = line.Number,
        Text = string.Create(CultureInfo.InvariantCulture, $"{line.Line.At:yyyy-MM-ddTHH:mm:ss.fffffffZ} {line.Line.Text}"),
        IsStdErr = line.Line.IsError,
    };
}
