using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.CompilerServices;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>
/// Runs a test again in a user namespace with limits of its own: to use up those of our user would fail all others.
/// </summary>
internal static class OwnLimits
{
    private const string Mark = "MINIINIT_TEST_OWN_LIMITS";

    /// <summary>True where the limits hold; else the test has been run there, and nothing is left to do.</summary>
    /// <param name="limits">Shell commands that set files below /proc/sys/user.</param>
    /// <param name="test">The test that calls.</param>
    public static bool Hold(string limits, [CallerMemberName] string test = "")
    {
        if (Environment.GetEnvironmentVariable(Mark) == test)
        {
            return true;
        }

        Needs.Root();
        Needs.Program("unshare");
        string[] shell = ["sh", "-ec", $"{limits}; exec \"$0\" \"$@\""];
        string[] runner = [Environment.ProcessPath!, "--filter-method", $"*.{test}", "--minimum-expected-tests", "1"];
        var start = new ProcessStartInfo("unshare", ["--user", "--map-root-user", .. shell, .. runner])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment[Mark] = test;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return false;
    }
}
