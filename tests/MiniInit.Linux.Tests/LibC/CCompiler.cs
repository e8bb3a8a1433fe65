using System.Diagnostics;
using System.IO;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.Linux.Tests.LibC;

/// <summary>The machine's C compiler, asked what it thinks of structures and constants.</summary>
internal static class CCompiler
{
    /// <summary>Compiles and runs a program.</summary>
    /// <returns>Its output, line by line.</returns>
    public static string[] Run(string source)
    {
        Needs.Program("cc");
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "main.c");
        File.WriteAllText(file, source);
        string program = Path.Combine(folder.Path, "main");
        Assert.Equal("", Output("cc", "-w", "-o", program, file));
        return Output(program).Split('\n', System.StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors.Result);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
