using System.Net;
using System.Net.Sockets;
using Shouldly;
using Streaming.AppHost.Local.Tests.Support;
using Streaming.Testing;

namespace Streaming.AppHost.Local.Tests.Engine;

/// <summary>A start that can't be is refused at once, in words that help.</summary>
public sealed class RefusalTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--prot", "Unknown option --prot")]
    [InlineData("--stub:circle=true", "first → second → first")]
    [InlineData("--port=http", "--port takes a number")]
    [InlineData("--bind=nowhere", "--bind takes an IP address")]
    [InlineData("--replicas=0", "1 to 8 replicas")]
    [InlineData("--dashboard=/nowhere/dashboard", "/nowhere/dashboard, which does not exist")]
    public async Task Start_WithAnOptionThatCannotBe_SaysWhich(string option, string expected)
    {
        var (exitCode, output) = await HostProcess.RunToEndAsync(StubHosts.Program, [option], Stop);

        exitCode.ShouldBe(1);
        output.ShouldContain(expected);
        output.ShouldNotContain("   at ", customMessage: "no stack trace for what a person can mend");
    }

    [Fact]
    public async Task Start_WhenAPortIsTaken_NamesThePortAndWhatItIsFor()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        var (exitCode, output) = await HostProcess.RunToEndAsync(StubHosts.Program, [], Stop, port: taken);

        exitCode.ShouldBe(1);
        output.ShouldContain($"Port {taken} for 'second' is in use");
    }

    [Fact]
    public async Task Start_WhenAnotherHostHoldsTheFolder_IsRefused()
    {
        await using var host = await StubHosts.StartAsync();

        var (exitCode, output) = await HostProcess.RunToEndAsync(StubHosts.Program, [], Stop, host.Data);

        exitCode.ShouldBe(1);
        output.ShouldContain("Another host uses the data folder");
    }
}
