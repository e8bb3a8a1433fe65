using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace MiniInit.Ctl.Check;

/// <summary>Runs a shell that only reads.</summary>
internal static class ShellRun
{
    /// <summary>How long a shell may think about one script: it reads some kilobytes.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    /// <summary>Gives what a shell says of a script's syntax; null where it says nothing, or cannot be run.</summary>
    public static string? Syntax(string shell, string script)
    {
        ProcessStartInfo start = new(shell, ["-n"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };

        // Nothing of ours may change what the shell does: BASH_ENV and ENV name files that it would run.
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process process = Process.Start(start)!;
            return Talk(process, script);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string? Talk(Process process, string script)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(script);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The shell gave up before it had read all; what it says tells why.
        }

        if (!process.WaitForExit(s_limit))
        {
            process.Kill();
            process.WaitForExit();
            return null;
        }

        Task.WaitAll(error, output);
        return process.ExitCode == 0 ? null : error.Result;
    }
}
