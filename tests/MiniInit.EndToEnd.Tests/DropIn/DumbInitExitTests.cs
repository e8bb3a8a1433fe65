using System;
using System.IO;
using System.Text.RegularExpressions;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>dumb-init's cases about the command's end and its messages: D06, D07, D11–D13.</summary>
public sealed class DumbInitExitTests : IDisposable
{
    private readonly Named _dumbInit = new("dumb-init");

    public static TheoryData<bool, bool> Modes => DumbInitModes.All;

    [Theory]
    [MemberData(nameof(Modes))]
    public void D06_exit_status_regular_exit(bool debug, bool session)
    {
        foreach (int code in (int[])[0, 1, 2, 32, 64, 127, 254, 255])
        {
            (int result, _, _) =
                _dumbInit.Run(DumbInitModes.Variables(debug, session), ["sh", "-c", $"exit {code}"]);
            Assert.Equal(code, result);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void D07_exit_status_terminated_by_signal(bool debug, bool session)
    {
        foreach (int signal in (int[])[15, 1, 3, 9])
        {
            (int result, _, _) =
                _dumbInit.Run(DumbInitModes.Variables(debug, session), ["sh", "-c", $"kill -{signal} $$; sleep 1000"]);
            Assert.Equal(128 + signal, result);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void D11_working_directories(bool debug, bool session)
    {
        // A condition instead of luck: the command may well look before its parent has moved.
        const string Show =
            "until [ \"$(readlink /proc/$PPID/cwd)\" = / ]; do :; done; readlink /proc/$PPID/cwd /proc/$$/cwd";
        using var folder = new TemporaryFolder();
        string here = new DirectoryInfo(folder.Path).FullName;
        string[] arguments =
            ["-C", here, .. DumbInitModes.Variables(debug, session), _dumbInit.Path, "sh", "-c", Show];
        (int code, string output, _) = Running.Run("env", arguments);
        Assert.Equal(0, code);
        Assert.Equal($"/\n{here}\n", output);
    }

    [Theory]
    [InlineData("-v")]
    [InlineData("--verbose")]
    public void D12_verbose(string option)
    {
        (int code, string output, string errors) = _dumbInit.Run(option, "echo", "oh, hi");
        Assert.Equal((0, "oh, hi\n"), (code, output));
        Assert.Matches(
            new Regex("""
                ^\[dumb-init\] Unable to detach from controlling tty \(errno=25 Inappropriate ioctl for device\)\.
                \[dumb-init\] Child spawned with PID (\d+)\.
                \[dumb-init\] Unable to attach to controlling tty \(errno=25 Inappropriate ioctl for device\)\.
                \[dumb-init\] setsid complete\.
                \[dumb-init\] Received signal 17\.
                \[dumb-init\] A child with PID \1 exited with exit status 0\.
                \[dumb-init\] Forwarded signal 15 to children\.
                \[dumb-init\] Child exited with status 0\. Goodbye\.
                $
                """),
            errors);
    }

    [Theory]
    [InlineData("-v", "-c")]
    [InlineData("-v", "--single-child")]
    [InlineData("--verbose", "-c")]
    [InlineData("--verbose", "--single-child")]
    public void D13_verbose_and_single_child(string verbose, string singleChild)
    {
        (int code, string output, string errors) = _dumbInit.Run(verbose, singleChild, "echo", "oh, hi");
        Assert.Equal((0, "oh, hi\n"), (code, output));
        Assert.Matches(
            new Regex("""
                ^\[dumb-init\] Child spawned with PID (\d+)\.
                \[dumb-init\] Received signal 17\.
                \[dumb-init\] A child with PID \1 exited with exit status 0\.
                \[dumb-init\] Forwarded signal 15 to children\.
                \[dumb-init\] Child exited with status 0\. Goodbye\.
                $
                """),
            errors);
    }

    [Fact]
    public void Rewritten_term_at_the_end_is_told_in_both_modes()
    {
        foreach (string mode in (string[])["-v", "-vc"])
        {
            (_, _, string changed) = _dumbInit.Run(mode, "-r", "15:2", "true");
            Assert.Contains("[dumb-init] Translating signal 15 to 2.\n[dumb-init] Forwarded signal 2 to", changed);
            (_, _, string dropped) = _dumbInit.Run(mode, "-r", "15:0", "true");
            Assert.Contains("[dumb-init] Not forwarding signal 0 to children (ignored).\n", dropped);
        }
    }

    public void Dispose() => _dumbInit.Dispose();
}
