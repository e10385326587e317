namespace Streaming.AppHost.Local.Processes;

/// <summary>One line that a process wrote.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Text">Without the line end.</param>
/// <param name="IsError">True for standard error.</param>
public readonly record struct OutputLine(DateTimeOffset At, string Text, bool IsError);
