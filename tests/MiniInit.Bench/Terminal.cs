using System.Text;

namespace MiniInit.Bench;

/// <summary>
/// Our standard output and error, written plainly: System.Console would install signal handlers and a thread, which
/// the measurements would carry along.
/// </summary>
internal static class Terminal
{
    internal static void WriteLine(string text = "") => Write(1, text);

    internal static void WriteErrorLine(string text) => Write(2, text);

    private static void Write(int descriptor, string text) =>
        Descriptor.Write(descriptor, Encoding.UTF8.GetBytes(text + "\n"));
}
