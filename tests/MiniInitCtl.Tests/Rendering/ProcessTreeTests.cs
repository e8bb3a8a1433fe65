using System.Collections.Generic;
using MiniInit.Ctl.Rendering;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Rendering;

/// <summary>Processes as a tree.</summary>
public sealed class ProcessTreeTests
{
    private static readonly ProcessInfo[] s_processes =
    [
        Process(10, 1, "web", "main", "nginx"),
        Process(11, 10, "web", "descendant", "nginx"),
        Process(13, 11, "web", "descendant", "cgi"),
        Process(12, 10, "web", "descendant", "nginx"),
        Process(20, 1, "db", "pre-start", "sh"),
        Process(21, 1, "db", "descendant", "orphan"),
    ];

    [Fact]
    public void It_is_drawn_as_pstree_draws_it() => Assert.Equal(
        [
            "web",
            "└─nginx,10 -g daemon off;",
            "  ├─nginx,11",
            "  │ └─cgi,13",
            "  └─nginx,12",
            "db",
            "├─(pre-start) sh,20",
            "└─orphan,21",
        ],
        Of(s_processes, Branches.Utf8));

    [Fact]
    public void Where_the_locale_is_not_UTF8_it_is_ASCII() => Assert.Equal(
        ["web", "`-nginx,10 -g daemon off;", "  |-nginx,11", "  | `-cgi,13", "  `-nginx,12", "db", "|-(pre-start) sh,20", "`-orphan,21"],
        Of(s_processes, Branches.Ascii));

    [Fact]
    public void Parents_that_lead_in_a_circle_end_nothing()
    {
        ProcessInfo[] circle = [Process(1, 2, "a", "main", "x"), Process(2, 1, "a", "descendant", "y"), Process(3, 3, "a", "descendant", "z")];
        Assert.Contains("`-z,3", Of(circle, Branches.Ascii));
    }

    [Fact]
    public void A_chain_as_deep_as_one_reply_can_hold_is_no_recursion()
    {
        List<ProcessInfo> chain = [];
        for (int pid = 2; pid < 1500; pid++)
        {
            chain.Add(Process(pid, pid - 1, "a", "descendant", "x"));
        }

        Assert.Equal(chain.Count, ProcessTree.Of(chain, Branches.Ascii, withJobs: false, _ => "").Count);
    }

    [Fact]
    public void Names_of_processes_never_steer_a_terminal() => Assert.Equal(
        ["x\\u001B[2J,5 \\u0007"],
        ProcessTree.Of([Process(5, 1, "a", "main", "x\u001b[2J")], Branches.Ascii, withJobs: false, _ => "\u0007"));

    [Theory]
    [InlineData(true, "LC_ALL", "en_US.UTF-8")]
    [InlineData(true, "LC_CTYPE", "C.utf8")]
    [InlineData(true, "LANG", "de_DE.UTF-8")]
    [InlineData(false, "LANG", "C")]
    [InlineData(false, "OTHER", "en_US.UTF-8")]
    public void The_locale_is_that_of_setlocale(bool isUtf8, string name, string value) =>
        Assert.Equal(isUtf8, Terminal.IsUtf8Locale(asked => asked == name ? value : asked == "LANG" && name != "LANG" && !isUtf8 ? "" : null));

    [Fact]
    public void The_first_variable_that_is_set_decides() =>
        Assert.False(Terminal.IsUtf8Locale(asked => asked == "LC_ALL" ? "C" : "en_US.UTF-8"));

    [Fact]
    public void Arguments_are_those_of_the_process_that_is_meant()
    {
        string own = System.IO.File.ReadAllText("/proc/self/comm").TrimEnd('\n');
        string[] rest = System.Environment.GetCommandLineArgs()[1..];
        ProcessInfo us = Process(System.Environment.ProcessId, 1, "a", "main", own);
        Assert.StartsWith(string.Join(' ', rest), ProcessArguments.Of(us), System.StringComparison.Ordinal);
        Assert.Equal("", ProcessArguments.Of(us with { Command = "another" }));
        Assert.Equal("", ProcessArguments.Of(us with { Pid = int.MaxValue }));
    }

    private static ProcessInfo Process(int pid, int parent, string job, string role, string command) =>
        new(pid, parent, job, "", role, command);

    private static IReadOnlyList<string> Of(ProcessInfo[] processes, Branches branches) =>
        ProcessTree.Of(processes, branches, withJobs: true, process => process.Pid == 10 ? "-g daemon off;" : "");
}
