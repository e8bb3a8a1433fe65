using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>The cases of tini's build: options, exit codes, the environment. T01–T13 and T26.</summary>
public sealed class TiniSmokeTests : IDisposable
{
    private readonly Named _tini = new("tini");

    [Theory]
    [InlineData("tini")]
    [InlineData("tini-static")]
    [InlineData("docker-init")]
    public void T01_version_is_one_that_docker_recognises(string name)
    {
        using var named = new Named(name);
        (int code, string output, string errors) = named.Run("--version");
        Assert.Equal(0, code);
        Assert.StartsWith("tini version 0.19.0", output);
        Assert.Equal("", errors);
    }

    [Fact]
    public void T01_version_is_an_option_only_alone()
    {
        (int code, string output, string errors) = _tini.Run("--version", "true");
        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.StartsWith($"{_tini.Path}: invalid option -- '-'\n", errors);
    }

    [Theory]
    [InlineData("tini")]
    [InlineData("docker-init")]
    public void T02_without_arguments_prints_usage_under_the_name_called(string name)
    {
        using var named = new Named(name);
        (int code, string output, string errors) = named.Run();
        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.Contains($"under the supervision of a valid init process ({name})", errors);
        Assert.Contains("more verbose", errors);
        Assert.Contains($"Usage: {name} [OPTIONS] PROGRAM -- [ARGS] | --version", errors);
    }

    [Fact]
    public void T03_help_is_on_standard_output()
    {
        (int code, string output, string errors) = _tini.Run("-h");
        Assert.Equal(0, code);
        Assert.Contains("supervision of a valid init process", output);
        Assert.Equal("", errors);
    }

    [Fact]
    public void T04_license_is_byte_for_byte_the_file()
    {
        (int code, string output, _) = _tini.Run("-l");
        Assert.Equal(0, code);
        Assert.Equal(File.ReadAllText(Path.Combine(Binaries.Repository, "LICENSE")), output);
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("false", 1)]
    public void T05_verbosity_does_not_change_the_exit_code(string program, int expected)
    {
        (int code, string output, _) = _tini.Run("-vvv", program);
        Assert.Equal(expected, code);
        Assert.Contains($"Spawned child process '{program}' with pid '", output);
        Assert.Contains($"Main child exited normally (with status '{expected}')", output);
    }

    [Fact]
    public void T06_dashes_end_the_options_once()
    {
        Assert.Equal(0, _tini.Run("-vvv", "--", "true").Code);
        Assert.Equal(127, _tini.Run("-vvv", "--", "--", "true").Code);
    }

    [Fact]
    public void T07_verbosity_comes_from_the_environment_too()
    {
        (int code, string output, _) = _tini.Run(["TINI_VERBOSITY=3"], ["true"]);
        Assert.Equal(0, code);
        Assert.Contains("Received SIGCHLD", output);
    }

    [Fact]
    public void T07_verbosity_of_the_environment_wins()
    {
        (int code, string output, string errors) = _tini.Run(["TINI_VERBOSITY=0"], ["-vvv", "true"]);
        Assert.Equal((0, "", ""), (code, output, errors));
    }

    [Theory]
    [InlineData("foobar123", 127, "No such file or directory")]
    [InlineData("/etc", 126, "Permission denied")]
    public void T08_T09_program_that_cannot_run_is_127_or_126(string program, int expected, string reason)
    {
        (int code, string output, string errors) = _tini.Run("-s", program);
        Assert.Equal(expected, code);
        Assert.Equal("", output);
        Assert.StartsWith("[FATAL tini (", errors);
        Assert.EndsWith($")] exec {program} failed: {reason}\n", errors);
    }

    [Fact]
    public void T10_standard_input_is_the_commands()
    {
        using Running tini = _tini.Start("sh");
        tini.Type("exit 7");
        Assert.Equal(7, tini.WaitForExit());
    }

    [Fact]
    public void T11_each_exit_code_can_become_zero()
    {
        const string Script = "for n in $(seq 0 255); do \"$0\" -s -e $n -- sh -c \"exit $n\" || echo $n is $?; done";
        Assert.Equal((0, "", ""), Running.Run("sh", ["-c", Script, _tini.Path]));
    }

    [Fact]
    public void T12_each_exit_code_stays_when_all_others_become_zero()
    {
        const string Script = """
            for n in $(seq 0 255); do
                others=$(seq 0 255 | sed "/^$n\$/d; s/^/-e /")
                "$0" -s $others sh -c "exit $n"
                code=$?
                [ $code = $n ] || echo $n is $code
            done
            """;
        Assert.Equal((0, "", ""), Running.Run("sh", ["-c", Script, _tini.Path]));
    }

    [Theory]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("1x")]
    public void T13_exit_code_that_there_is_not_is_refused(string code)
    {
        (int result, string output, string errors) = _tini.Run("-e", code, "--", "true");
        Assert.Equal(1, result);
        Assert.Equal("", output);
        Assert.EndsWith($"Not a valid option for -e: {code}\n", errors);
    }

    [Fact]
    public void Empty_exit_code_is_zero_as_strtol_reads_it() =>
        Assert.Equal((1, "", ""), _tini.Run("-s", "-e", "", "--", "false"));

    [Theory]
    [InlineData("SIGTERM", 0)]
    [InlineData("SIGKILL", 0)]
    [InlineData("TERM", 1)]
    [InlineData("15", 1)]
    [InlineData("sigterm", 1)]
    public void Death_signal_has_its_full_name(string signal, int expected)
    {
        (int code, _, string errors) = _tini.Run("-s", "-p", signal, "true");
        Assert.Equal(expected, code);
        Assert.Equal(expected == 0, errors.Length == 0);
    }

    [Theory]
    [InlineData("-z", 1, "invalid option -- 'z'")]
    [InlineData("-h", 0, "")]
    [InlineData("zzzz", 127, "exec zzzz failed: No such file or directory")]
    [InlineData("-w", 1, "Usage: ")]
    public void T26_single_argument_under_pid_1(string argument, int expected, string message)
    {
        using Running tini = _tini.StartAsPid1(argument);
        Assert.Equal(expected, tini.WaitForExit());
        Assert.Contains(message, tini.Errors);
    }

    [Fact]
    public void Wrong_option_is_reported_under_the_whole_path_as_getopt_does()
    {
        (int code, _, string errors) = _tini.Run("-z");
        Assert.Equal(1, code);
        Assert.Equal($"{_tini.Path}: invalid option -- 'z'", errors.Split('\n').First());
    }

    [Fact]
    public void X02_options_of_the_command_are_the_commands()
    {
        (int code, _, string errors) = _tini.Run("-s", "sh", "-c", "exit 9");
        Assert.Equal(9, code);
        Assert.Equal("", errors);
    }

    [Theory]
    [InlineData("tini", 126)]
    [InlineData("dumb-init", 2)]
    [InlineData("catatonit", 1)]
    public void X19_damaged_elf_file_is_not_given_to_a_shell(string name, int expected)
    {
        using var named = new Named(name);
        string file = named.Folder.Executable("damaged", "\u007fELF\n echo a shell ran this\n");
        (int code, string output, string errors) = named.Run(file);
        Assert.Equal((expected, ""), (code, output));
        Assert.Contains("Exec format error", errors);
    }

    public void Dispose() => _tini.Dispose();
}
