using Shouldly;
using Streaming.AppHost.Local.Engine;
using Streaming.AppHost.Local.Processes;
using Streaming.Testing;

namespace Streaming.AppHost.Local.Tests.Engine;

public sealed class ConsoleLogTests
{
    [Fact]
    public void After_WhenMoreWasWrittenThanIsKept_GivesTheLastLinesWithTheirNumbers()
    {
        using var folder = new TestFolder();
        using var log = new ConsoleLog(folder.Sub("a.log"), TimeProvider.System);

        for (var number = 1; number <= ConsoleLog.Capacity + 10; number++)
        {
            log.Add(new OutputLine(DateTimeOffset.UnixEpoch, $"line {number}", IsError: false));
        }

        var (lines, _) = log.After(0);
        lines.Count.ShouldBe(ConsoleLog.Capacity);
        lines[0].Number.ShouldBe(11);
        lines[^1].Line.Text.ShouldBe($"line {ConsoleLog.Capacity + 10}");
    }

    [Fact]
    public async Task After_WhenNothingIsNew_WakesWithTheNextLine()
    {
        using var folder = new TestFolder();
        using var log = new ConsoleLog(folder.Sub("a.log"), TimeProvider.System);
        log.Say("first");
        var (lines, changed) = log.After(1);
        lines.ShouldBeEmpty();
        changed.IsCompleted.ShouldBeFalse();

        log.Say("second");

        await changed.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        log.After(1).Lines.Single().Line.Text.ShouldBe("[host] second");
    }
}
