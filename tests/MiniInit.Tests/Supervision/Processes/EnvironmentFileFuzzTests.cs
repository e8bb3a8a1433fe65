using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Tests.Fuzzing;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Supervision.Processes;

/// <summary>Files of variables, damaged. The seed is fixed: a failure comes again.</summary>
public sealed class EnvironmentFileFuzzTests
{
    /// <summary>A line of two bytes has a cause for which it is passed over, which few are told.</summary>
    private const long MostPerByte = 512;

    [Fact]
    public void What_is_read_can_be_written_and_read_again_and_what_is_not_is_told_without_its_text() => Fuzz.Holds(
        new Mutator(1, Fuzz.Corpus("environment.txt"), "A=", "=\"", "='", "\"\n", "'\n", "\\\"", "\\\n", "export ", " # ", "\r"),
        50_000,
        content =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            EnvironmentTable table = Read(content, out List<string> warnings);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 65_536 + (MostPerByte * content.Length));
            Assert.InRange(warnings.Count, 0, ProcessLimits.LineWarnings + 1);
            Assert.All(warnings, warning =>
            {
                Assert.Contains("/etc/web.env", warning, StringComparison.Ordinal);
                Assert.DoesNotContain(warning, char.IsControl);
                Assert.InRange(warning.Length, 10, 200);
            });

            byte[][] variables = Lines(table);
            Assert.Equal(variables, Lines(Read([.. variables.SelectMany(Quoted)], out warnings)));
            Assert.Empty(warnings);
        });

    /// <summary>NAME="value", with a backslash before what means something there.</summary>
    private static byte[] Quoted(byte[] variable)
    {
        int equals = Array.IndexOf(variable, (byte)'=');
        IEnumerable<byte> value = variable.Skip(equals + 1)
            .SelectMany(one => "\"\\$`"u8.Contains(one) ? new[] { (byte)'\\', one } : [one]);
        return [.. variable[..(equals + 1)], (byte)'"', .. value, (byte)'"', (byte)'\n'];
    }

    private static EnvironmentTable Read(byte[] content, out List<string> warnings)
    {
        EnvironmentTable table = new();
        warnings = [];
        EnvironmentFileLines.Read("/etc/web.env", content, table, warnings);
        return table;
    }

    private static byte[][] Lines(EnvironmentTable table)
    {
        using StringVector vector = table.ToVector();
        return [.. Enumerable.Range(0, vector.Count).Select(i => vector[i].ToArray())];
    }
}
