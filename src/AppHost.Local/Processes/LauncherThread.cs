using System.Collections.Concurrent;

namespace Streaming.AppHost.Local.Processes;

/// <summary>
/// The one thread that starts children. The kernel's "parent died" signal is bound to the <em>thread</em> that forked,
/// so children started from the thread pool would be killed whenever the pool retires a thread (prctl(2), PR_SET_PDEATHSIG).
/// </summary>
public static class LauncherThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static LauncherThread() =>
        new Thread(() =>
        {
            foreach (var action in Work.GetConsumingEnumerable())
            {
                action();
            }
        })
        { IsBackground = true, Name = "launcher" }.Start();

    /// <summary>Runs something there; ends with what it gives or throws.</summary>
    public static Task<T> RunAsync<T>(Func<T> start)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                result.SetResult(start());
            }
            catch (Exception error)
            {
                result.SetException(error);
            }
        });
        return result.Task;
    }
}
