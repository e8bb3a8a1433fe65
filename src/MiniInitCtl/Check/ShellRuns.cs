using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace MiniInit.Ctl.Check;

/// <summary>Runs shells that only read, all of them within one span of time.</summary>
internal sealed class ShellRuns
{
    /// <summary>The most that is read of what a shell says: the first line counts.</summary>
    private const int MostOutput = 64 * 1024;

    /// <summary>128 + SIGHUP: above that a shell did not exit, a signal ended it.</summary>
    private const int FirstSignalCode = 129;

    /// <summary>How long all shells together may think: each reads some kilobytes.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private readonly Stopwatch _spent = new();

    /// <summary>Gives what a shell says of a script's syntax; null where it says nothing, or gave no answer.</summary>
    /// <param name="shell">The shell's path.</param>
    /// <param name="script">The script.</param>
    /// <param name="problem">Why there is no answer; null if there is.</param>
    public string? Syntax(string shell, string script, out string? problem)
    {
        problem = _spent.Elapsed < s_limit ? null : Late(shell);
        if (problem is not null)
        {
            return null;
        }

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
            return Talk(process, shell, script, out problem);
        }
        catch (Win32Exception)
        {
            problem = $"cannot check all scripts: {shell} cannot be started";
            return null;
        }
    }

    private static string Late(string shell) =>
        $"cannot check all scripts: {shell} gave no answer within {s_limit.TotalSeconds:0} s";

    private string? Talk(Process process, string shell, string script, out string? problem)
    {
        // Its end is waited for and nothing else: a pipe may be held open by who knows whom.
        _spent.Start();
        Task write = Task.Run(() => Write(process.StandardInput, script));
        Task<string> error = Task.Run(() => Read(process.StandardError));
        Task<string> output = Task.Run(() => Read(process.StandardOutput));
        TimeSpan left = s_limit - _spent.Elapsed;
        bool isDone = process.WaitForExit(left > TimeSpan.Zero ? left : TimeSpan.Zero)
            && Task.WaitAll([write, error, output], TimeSpan.FromSeconds(1));
        _spent.Stop();
        if (!isDone)
        {
            process.Kill(entireProcessTree: true);
            problem = Late(shell);
            return null;
        }

        bool hasFallen = process.ExitCode >= FirstSignalCode;
        problem = hasFallen ? $"cannot check all scripts: {shell} ended with code {process.ExitCode} while it read one" : null;
        return hasFallen || process.ExitCode == 0 ? null : error.Result;
    }

    private static void Write(StreamWriter input, string script)
    {
        try
        {
            input.Write(script);
            input.Close();
        }
        catch (IOException)
        {
            // The shell gave up before it had read all; what it says tells why.
        }
    }

    /// <summary>Reads the beginning, and lets the rest pass by so that the shell is not held up.</summary>
    private static string Read(StreamReader from)
    {
        StringBuilder kept = new();
        char[] buffer = new char[4096];
        int count;
        while ((count = from.Read(buffer, 0, buffer.Length)) > 0)
        {
            kept.Append(buffer, 0, Math.Min(count, MostOutput - kept.Length));
        }

        return kept.ToString();
    }
}
