using System;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>dumb-init's cases about its command line: D01–D05, D10.</summary>
public sealed class DumbInitCommandLineTests : IDisposable
{
    private const string RewriteUsage =
        "Usage: -r option takes <signum>:<signum>, where <signum> is between 1 and 31.\n"
        + "This option can be specified multiple times.\n"
        + "Use --help for full usage.\n";

    private readonly Named _dumbInit = new("dumb-init");

    public static TheoryData<bool, bool> Modes => DumbInitModes.All;

    public static TheoryData<bool, bool, string> HelpOptions => Each("-h", "--help");

    public static TheoryData<bool, bool, string> VersionOptions => Each("-V", "--version");

    public static TheoryData<bool, bool, string> SingleChildOptions => Each("", "--", "-c", "--single-child");

    public static TheoryData<bool, bool, string> WrongRewrites => Each(
        "-r", "-r  ", "-r herp", "-r herp:derp", "-r 15", "-r 15::12", "-r 15:derp", "-r 15:12 -r", "-r 15:12 -r 0",
        "-r 15:12 -r 1:32", "-r 0:1", "-r 32:1", "-r -1:1", "-r 15 :12", "-r 99999999999:1");

    [Theory]
    [MemberData(nameof(Modes))]
    public void D01_no_arguments_prints_usage(bool debug, bool session)
    {
        (int code, string output, string errors) = _dumbInit.Run(DumbInitModes.Variables(debug, session), []);
        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.Equal(
            $"Usage: {_dumbInit.Path} [option] program [args]\nTry {_dumbInit.Path} --help for full usage.\n", errors);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void D01_usage_has_the_bare_name_when_found_in_path(bool debug, bool session)
    {
        string path = $"PATH={_dumbInit.Folder.Path}:/usr/bin:/bin";
        (_, _, string errors) = Running.Run("env", [.. DumbInitModes.Variables(debug, session), path, "dumb-init"]);
        Assert.Equal("Usage: dumb-init [option] program [args]\nTry dumb-init --help for full usage.\n", errors);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void D02_exits_invalid_with_invalid_args(bool debug, bool session)
    {
        (int code, string output, string errors) =
            _dumbInit.Run(DumbInitModes.Variables(debug, session), ["--yolo", "/bin/true"]);
        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.Equal($"{_dumbInit.Path}: unrecognized option '--yolo'\n", errors);
    }

    [Theory]
    [MemberData(nameof(HelpOptions))]
    public void D03_help_message(bool debug, bool session, string option)
    {
        (int code, string output, string errors) = _dumbInit.Run(DumbInitModes.Variables(debug, session), [option]);
        Assert.Equal(0, code);
        Assert.Equal("", output);
        Assert.Equal(
            $"""
            dumb-init v1.2.5
            Usage: {_dumbInit.Path} [option] command [[arg] ...]

            dumb-init is a simple process supervisor that forwards signals to children.
            It is designed to run as PID1 in minimal container environments.

            Optional arguments:
               -c, --single-child   Run in single-child mode.
                                    In this mode, signals are only proxied to the
                                    direct child and not any of its descendants.
               -r, --rewrite s:r    Rewrite received signal s to new signal r before proxying.
                                    To ignore (not proxy) a signal, rewrite it to 0.
                                    This option can be specified multiple times.
               -v, --verbose        Print debugging information to stderr.
               -h, --help           Print this help message and exit.
               -V, --version        Print the current version and exit.

            Full help is available online at https://github.com/Yelp/dumb-init

            """,
            errors);
    }

    [Theory]
    [MemberData(nameof(VersionOptions))]
    public void D04_version_message(bool debug, bool session, string option)
    {
        (int code, string output, string errors) = _dumbInit.Run(DumbInitModes.Variables(debug, session), [option]);
        Assert.Equal((0, "", "dumb-init v1.2.5\n"), (code, output, errors));
    }

    [Theory]
    [MemberData(nameof(WrongRewrites))]
    public void D05_rewrite_errors(bool debug, bool session, string options)
    {
        string[] arguments = [.. options.Split(' '), "echo", "oh, hi"];
        (int code, string output, string errors) = _dumbInit.Run(DumbInitModes.Variables(debug, session), arguments);
        Assert.Equal((1, "", RewriteUsage), (code, output, errors));
    }

    [Theory]
    [InlineData("15:12x")]
    [InlineData("15:12 ")]
    [InlineData(" 15: 12")]
    public void Rewrite_is_read_as_sscanf_reads_it(string rewrite)
    {
        (int code, string output, string errors) = _dumbInit.Run("-r", rewrite, "echo", "oh, hi");
        Assert.Equal((0, "oh, hi\n", ""), (code, output, errors));
    }

    [Theory]
    [MemberData(nameof(SingleChildOptions))]
    public void D10_fails_nonzero_with_bad_exec(bool debug, bool session, string option)
    {
        string[] arguments = option.Length == 0 ? ["/doesnotexist"] : [option, "/doesnotexist"];
        (int code, string output, string errors) = _dumbInit.Run(DumbInitModes.Variables(debug, session), arguments);
        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains("[dumb-init] /doesnotexist: No such file or directory\n", errors);
    }

    public void Dispose() => _dumbInit.Dispose();

    private static TheoryData<bool, bool, string> Each(params string[] options)
    {
        var data = new TheoryData<bool, bool, string>();
        foreach (string option in options)
        {
            data.Add(true, true, option);
            data.Add(true, false, option);
            data.Add(false, true, option);
            data.Add(false, false, option);
        }

        return data;
    }
}
