using System;
using System.Text;

namespace MiniInit.TestChild;

/// <summary>Output without buffers: a line is out when the call returns.</summary>
internal static unsafe class Text
{
    public static void Line(string text) => Write(1, text + "\n");

    public static void Error(string text) => Write(2, text + "\n");

    public static byte[] Native(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private static void Write(int fd, string text)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        while (!bytes.IsEmpty)
        {
            fixed (byte* start = bytes)
            {
                nint written = Libc.write(fd, start, bytes.Length);
                if (written <= 0)
                {
                    return;
                }

                bytes = bytes[(int)written..];
            }
        }
    }
}
