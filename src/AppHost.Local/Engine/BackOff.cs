namespace Streaming.AppHost.Local.Engine;

/// <summary>Pauses before a crashed process is started again: the first is short, a process that keeps crashing waits longer.</summary>
internal sealed class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>A process that ran this long starts from the short pause again.</summary>
    private static readonly TimeSpan GoodRun = TimeSpan.FromSeconds(30);

    private TimeSpan _next = First;

    public TimeSpan After(TimeSpan ran)
    {
        var pause = ran >= GoodRun ? First : _next;
        _next = pause * 2 < Longest ? pause * 2 : Longest;
        return pause;
    }
}
