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
    [InlineData("zsh", "-n")]
    [InlineData("fish", "--no-execute")]
    public void The_others_can_be_read_by_their_shells(string shell, string option)
    {
        Needs.Program(shell);
        string file = Path.Combine(Binaries.Repository, "src/MiniInitCtl/Completions/Scripts/miniinitctl." + shell);
        (int code, string output, string errors) = Running.Run(shell, [option, file]);
        Assert.Equal((0, "", ""), (code, output, errors));
    }
}
