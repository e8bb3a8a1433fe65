using System;
using System.IO;

namespace MiniInit.Ctl;

/// <summary>Our standard output and error, which may be closed, full, or a pipe that nobody reads.</summary>
internal static class Terminal
{
    /// <summary>Whether something could not be written to standard output.</summary>
    public static bool OutputFailed { get; private set; }

    /// <summary>Writes to standard output; what a program reads there must be whole, so a failure is remembered.</summary>
    public static void Write(string text) => OutputFailed |= !TryWrite(Console.Out, text);

    /// <summary>Writes a line to standard error. Where that cannot be written nobody can be told.</summary>
    public static void WriteErrorLine(string text) => _ = TryWrite(Console.Error, text + "\n");

    private static bool TryWrite(TextWriter writer, string text)
    {
        try
        {
            writer.Write(text);
            writer.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
