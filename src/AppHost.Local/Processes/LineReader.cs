using System.Text;

namespace Streaming.AppHost.Local.Processes;

/// <summary>Cuts a process's output into lines; longer ones than <see cref="MaxLength"/> are cut into several.</summary>
internal static class LineReader
{
    /// <summary>Characters.</summary>
    public const int MaxLength = 16 * 1024;

    public static async Task PumpAsync(TextReader reader, Action<string> onLine)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            foreach (var character in buffer.AsSpan(0, read))
            {
                if (character == '\n' || line.Length == MaxLength)
                {
                    Emit();
                }

                if (character is not ('\n' or '\r'))
                {
                    line.Append(character);
                }
            }
        }

        if (line.Length > 0)
        {
            Emit();
        }

        void Emit()
        {
            onLine(line.ToString());
            line.Clear();
        }
    }
}
