using System;
using System.Collections.Generic;
using System.Text;

namespace MiniInit.Bench;

/// <summary>Runs a short command for what it prints.</summary>
internal static class CommandOutput
{
    /// <summary>
    /// The first line, of its output or its errors; empty when it failed or said nothing.
    /// </summary>
    internal static string FirstLine(params IReadOnlyList<string> command)
    {
        using var pipe = new Pipe();
        using var child = Child.Start(new ChildStart(command) { Output = pipe.WriteEnd, Error = pipe.WriteEnd });
        pipe.CloseWriteEnd();
        var text = new StringBuilder();
        Span<byte> buffer = stackalloc byte[4096];
        int size;
        while ((size = pipe.Read(buffer, Limits.Answer)) > 0)
        {
            _ = text.Append(Encoding.UTF8.GetString(buffer[..size]));
        }

        return child.WaitForExit(Limits.Answer) is { Code: 0 }
            ? text.ToString().Split('\n')[0].Trim()
            : "";
    }
}
