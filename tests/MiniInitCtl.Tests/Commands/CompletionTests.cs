using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary>What shells complete.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void The_script_is_the_file(string shell) => Assert.Equal(
        File.ReadAllText(Path.Combine(Binaries.Repository, "src/MiniInitCtl/Completions/Scripts/miniinitctl." + shell)),
        Tool.Run("completion", shell).Output);

    [Fact]
    public void No_other_shell_is_known() => Assert.Equal(
        new Tool(2, "", "miniinitctl: which shell: bash, zsh or fish?\nTry `miniinitctl completion --help' for more information.\n"),
        Tool.Run("completion", "tcsh"));

    [Theory]
    [InlineData("start status stop", "1", "miniinitctl", "st")]
    [InlineData("--ok-if-running", "3", "miniinitctl", "start", "web", "--ok")]
    [InlineData("web worker", "2", "miniinitctl", "start", "w")]
    [InlineData("db web worker", "2", "miniinitctl", "status")]
    [InlineData("db", "3", "miniinitctl", "stop", "web", "d")]
    [InlineData("gone", "4", "miniinitctl", "wait", "web", "--for", "g")]
    [InlineData("message", "2", "initctl", "log-priority", "m")]
    [InlineData("bash fish zsh", "2", "miniinitctl", "completion", "")]
    [InlineData("URG USR1 USR2", "2", "miniinitctl", "signal", "U")]
    public void Words_are_completed(string expected, params string[] words)
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 1), Instances.Stopped("db"), Instances.Stopped("worker"));
        Tool tool = init.Run(["complete", .. words]);
        Assert.Equal("", tool.Error);
        Assert.Equal(expected.Split(' '), tool.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_init_there_are_no_jobs_and_no_complaint() => Assert.Equal(
        new Tool(0, "", ""), Tool.Run("complete", "2", "miniinitctl", "start", "w"));

    [Fact]
    public void Bash_asks_and_fills_in()
    {
        Needs.Program("bash");
        using FakeInit init = FakeInit.With(Instances.Running("web", 1), Instances.Stopped("worker"), Instances.Stopped("db"));
        string script = """
            PATH="$(dirname "$0"):$PATH"
            source <("$0" completion bash)
            COMP_WORDS=(miniinitctl start w) COMP_CWORD=2
            _miniinitctl miniinitctl w start
            printf '%s\n' "${COMPREPLY[@]}"
            complete -p miniinitctl
            """;
        (int code, string output, string errors) = Running.Run("bash", ["-c", script, Binaries.MiniInitCtl], init.Environment);
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        Assert.Equal("web\nworker\ncomplete -F _miniinitctl miniinitctl\n", output);
    }

    [Theory]
    [InlineData("start\nstatus\nstop\n", "miniinitctl st")]
    [InlineData("web\nworker\n", "miniinitctl stop w")]
    [InlineData("web\nworker\n", "initctl stop w")]
    [InlineData("--ok-if-running\n", "miniinitctl start db --ok")]
    public void Fish_asks_too(string expected, string line)
    {
        Needs.Program("fish");
        using FakeInit init = FakeInit.With(Instances.Running("web", 1), Instances.Stopped("worker"), Instances.Stopped("db"));
        using TemporaryFolder folder = new();
        folder.Link("miniinitctl", Binaries.MiniInitCtl);
        folder.Link("initctl", Binaries.MiniInitCtl);
        Dictionary<string, string> environment = new(init.Environment)
        {
            ["HOME"] = folder.Path,
            ["PATH"] = $"{folder.Path}:{System.Environment.GetEnvironmentVariable("PATH")}",
        };
        string script = $"miniinitctl completion fish | source; complete --do-complete '{line}'";
        (int code, string output, string errors) = Running.Run("fish", ["--no-config", "-c", script], environment);
        Assert.Equal((0, expected, ""), (code, output, errors));
    }

    [Fact]
    public void Zsh_asks_and_adds_what_it_is_told()
    {
        Needs.Program("zsh");
        using FakeInit init = FakeInit.With(Instances.Running("web", 1), Instances.Stopped("worker"), Instances.Stopped("db"));

        // Its completion only runs on a terminal; here what it would call is put in its place.
        string script = """
            compdef() { print -r -- "compdef $*" }
            compadd() { print -rl -- "${(@P)2}" }
            _files() { print files }
            source <("$0" completion zsh)
            words=("$0" stop w) CURRENT=3; _miniinitctl
            words=("$0" check x) CURRENT=3; _miniinitctl
            """;
        (int code, string output, string errors) = Running.Run("zsh", ["-f", "-c", script, Binaries.MiniInitCtl], init.Environment);
        Assert.Equal("", errors);
        Assert.Equal((0, "compdef _miniinitctl miniinitctl initctl\nweb\nworker\nfiles\n"), (code, output));
    }
}
