namespace Streaming.MediaNode.Tests.Support;

internal static class Hex
{
    /// <summary>Bytes as RFCs print them: hexadecimal with spaces and line breaks.</summary>
    public static byte[] Bytes(string text) => Convert.FromHexString(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));
}
