using System.Collections;

namespace Streaming.StubHost;

/// <summary>A service that tells what it was given.</summary>
internal static class StubService
{
    public const string Marker = "STUB_SERVICE";
    public const string StartDelay = "STUB_START_DELAY_MS";

    public static async Task RunAsync()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        var healthyFrom = Environment.TickCount64 + (int.TryParse(Environment.GetEnvironmentVariable(StartDelay), out var delay) ? delay : 0);
        app.MapGet("/health/ready", () => Environment.TickCount64 >= healthyFrom ? Results.Ok() : Results.StatusCode(503));
        app.MapGet("/environment", () => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value, StringComparer.Ordinal));
        app.MapGet("/pid", () => Environment.ProcessId);
        app.MapPost("/crash", () => Environment.Exit(3));
        Console.WriteLine($"{Environment.GetEnvironmentVariable(Marker)} is up");
        await app.RunAsync();
    }
}
