using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Streaming.Testing;

/// <summary>Waits for a condition instead of for time to pass.</summary>
public static class Eventually
{
    /// <summary>Time limit where a test names none.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Ends as soon as the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not within the limit; names the condition's source text.</exception>
    public static Task BecomesTrueAsync(
        Func<bool> condition,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        BecomesTrueAsync(() => Task.FromResult(condition()), within, what);

    /// <summary>Ends as soon as the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not within the limit; names the condition's source text.</exception>
    public static async Task BecomesTrueAsync(
        Func<Task<bool>> condition,
        TimeSpan? within = null,
        [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var limit = within ?? DefaultLimit;
        var since = Stopwatch.StartNew();
        while (!await condition())
        {
            if (since.Elapsed > limit)
            {
                throw new TimeoutException($"Not true within {limit.TotalSeconds:0.#} s: {what}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Repeats assertions until they pass, and fails with their own message at the limit.</summary>
    public static async Task PassesAsync(Func<Task> assertions, TimeSpan? within = null)
    {
        var limit = within ?? DefaultLimit;
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await assertions();
                return;
            }
            catch (Exception) when (since.Elapsed < limit)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
