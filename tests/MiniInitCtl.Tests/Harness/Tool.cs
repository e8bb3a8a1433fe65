using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.Ctl.Tests.Harness;

/// <summary>What the native <c>miniinitctl</c> answered.</summary>
internal sealed record Tool(int ExitCode, string Output, string Error)
{
    /// <summary>Runs it to its end, with nothing of the tests' environment but what is given.</summary>
    public static Tool Run(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunAs(Binaries.MiniInitCtl, environment, arguments);

    public static Tool Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    /// <summary>Runs it by another path: a link to it.</summary>
    public static Tool RunAs(string path, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new Tool(process.ExitCode, output.Result, error.Result);
    }
}
