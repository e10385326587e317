using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Engine;

/// <summary>
/// What one resource's processes wrote: the last <see cref="Capacity"/> lines here, all of them in a file that is set aside
/// once as <c>.1</c> when it exceeds <see cref="MaxFileBytes"/>.
/// </summary>
internal sealed class ConsoleLog : IDisposable
{
    /// <summary>Lines.</summary>
    public const int Capacity = 2000;

    /// <summary>Bytes.</summary>
    public const int MaxFileBytes = 20 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<NumberedLine> _lines = new(Capacity);
    private readonly Pulse _changed = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private StreamWriter _file;
    private int _lastNumber;

    public ConsoleLog(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
        _file = OpenFile();
    }

    /// <summary>A line of the engine itself about this resource.</summary>
    public void Say(string text) => Add(new OutputLine(_time.GetUtcNow(), $"[host] {text}", IsError: false));

    public void Add(OutputLine line)
    {
        lock (_gate)
        {
            if (_lines.Count == Capacity)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(new NumberedLine(++_lastNumber, line));
            WriteToFile(line);
        }

        _changed.Beat();
    }

    /// <summary>The lines after a number that are still here, and a task that ends with the next line.</summary>
    public (IReadOnlyList<NumberedLine> Lines, Task Changed) After(int number)
    {
        var changed = _changed.Next;
        lock (_gate)
        {
            return ([.. _lines.Where(line => line.Number > number)], changed);
        }
    }

    public IReadOnlyList<string> Last(int count)
    {
        lock (_gate)
        {
            return [.. _lines.TakeLast(count).Select(line => line.Line.Text)];
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }

    private void WriteToFile(OutputLine line)
    {
        if (!_file.BaseStream.CanWrite)
        {
            return;
        }

        if (_file.BaseStream.Position > MaxFileBytes)
        {
            _file.Dispose();
            File.Move(_path, $"{_path}.1", overwrite: true);
            _file = OpenFile();
        }

        _file.WriteLine($"{line.At:O} {line.Text}");
    }

    private StreamWriter OpenFile() =>
        new(new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
}

/// <summary>A line and its number, counted from 1 over the resource's life.</summary>
internal readonly record struct NumberedLine(int Number, OutputLine Line);
