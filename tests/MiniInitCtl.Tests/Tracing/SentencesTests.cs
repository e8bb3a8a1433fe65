using System;
using MiniInit.Ctl.Tracing;

namespace MiniInit.Ctl.Tests.Tracing;

/// <summary>What a trace says of each event.</summary>
public sealed class SentencesTests
{
    public static TheoryData<string, object> Events() => new()
    {
        { "12 sh is the command, in session 3", new TraceEvent.Started(12, 5, 12, 3) },
        { "12 sh is the command, in a session outside of this PID namespace", new TraceEvent.Started(12, 5, 12, 0) },
        { "12 sh forked 13", new TraceEvent.Forked(12, 13, ForkWay.Fork, 0x1200011, 12) },
        { "12 sh forked 13 (vfork)", new TraceEvent.Forked(12, 13, ForkWay.Vfork, 0, 12) },
        { "12 sh forked 13 (vfork)", new TraceEvent.Forked(12, 13, ForkWay.Vfork, 0x4111, 12) },
        { "12 sh forked 13 (new PID namespace, new user namespace)", new TraceEvent.Forked(12, 13, ForkWay.Clone, 0x30000011, 12) },
        { "12 sh forked 13 (as a sibling, shares memory)", new TraceEvent.Forked(12, 13, ForkWay.Clone, 0x8100, 5) },
        { "12 sh has threads", new TraceEvent.ThreadStarted(12, 14) },
        {
            "12 sh exec'ed /usr/bin/tmux [\"tmux\", \"new\", \"-d\"]",
            new TraceEvent.Executed(12, "/usr/bin/tmux", "tmux", ["tmux", "new", "-d"], IsCut: false)
        },
        { "12 sh exec'ed /a\\u001Bb [\"\\u000A\", …]", new TraceEvent.Executed(12, "/a\u001bb", "b", ["\n"], IsCut: true) },
        { "12 sh calls itself \"tmux: server\"", new TraceEvent.Named(12, "tmux: server") },
        { "12 sh calls itself \"\\u001B[2J\"", new TraceEvent.Named(12, "\u001b[2J") },
        { "12 sh left its session: it leads session 12 now", new TraceEvent.LedSession(12) },
        { "12 sh leads process group 12 now", new TraceEvent.JoinedGroup(12, 12) },
        { "12 sh moved to process group 9", new TraceEvent.JoinedGroup(12, 9) },
        { "12 sh adopts the orphans below it from now on (it is a subreaper)", new TraceEvent.Subreaping(12, Adopts: true) },
        { "12 sh does not adopt orphans any more", new TraceEvent.Subreaping(12, Adopts: false) },
        { "12 sh runs as user 33 now", new TraceEvent.ChangedUser(12, 33) },
        { "12 sh was stopped by TSTP", new TraceEvent.Stopped(12, 20) },
        { "12 sh goes on", new TraceEvent.Continued(12) },
        { "12 sh exited with code 3", new TraceEvent.Ended(12, 3, 0, DumpedCore: false) },
        { "12 sh was ended by KILL", new TraceEvent.Ended(12, 0, 9, DumpedCore: false) },
        { "12 sh was ended by SEGV and left a core file", new TraceEvent.Ended(12, 0, 11, DumpedCore: true) },
        { "12 sh became a child of init (1): its parent 11 ended", new TraceEvent.Adopted(12, 11, 1, "init", Adopter.Init) },
        {
            "12 sh became a child of the subreaper systemd (7): its parent 11 ended",
            new TraceEvent.Adopted(12, 11, 7, "systemd", Adopter.Subreaper)
        },
        { "12 sh became a child of miniinitctl: its parent 11 ended", new TraceEvent.Adopted(12, 11, 9, "x", Adopter.Ourselves) },
        {
            "12 sh became a child of a process outside of this PID namespace: its parent 11 ended",
            new TraceEvent.Adopted(12, 11, 0, "", Adopter.Outside)
        },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Each_event_is_a_sentence(string sentence, object happened) =>
        Assert.Equal(sentence, Sentences.Of((TraceEvent)happened, "sh"));

    [Fact]
    public void A_process_without_a_name_is_its_number() =>
        Assert.Equal("12 goes on", Sentences.Of(new TraceEvent.Continued(12), ""));

    [Fact]
    public void A_name_cannot_steer_the_terminal() =>
        Assert.Equal("12 \\u001B]0;x\\u0007 goes on", Sentences.Of(new TraceEvent.Continued(12), "\u001b]0;x\u0007"));

    [Fact]
    public void What_became_of_standard_descriptors_is_told_together()
    {
        Redirections redirections = new();
        redirections.Note(new TraceEvent.Redirected(12, 0, null));
        redirections.Note(new TraceEvent.Redirected(12, 0, "/dev/null"));
        redirections.Note(new TraceEvent.Redirected(12, 1, "/dev/null"));
        redirections.Note(new TraceEvent.Redirected(12, 2, null));
        redirections.Note(new TraceEvent.Redirected(13, 1, "/a/file"));
        Assert.Equal([12, 13], redirections.Untold);
        Assert.Equal(
            ["turned its standard input and output to /dev/null", "closed its standard error"], redirections.Take(12));
        Assert.Empty(redirections.Take(12));
        Assert.Empty(redirections.Take(13));
    }

    [Theory]
    [InlineData(false, "", 0)]
    [InlineData(false, "a\0b c\0", 100, "a", "b c")]
    [InlineData(false, "\0", 100, "")]
    [InlineData(true, "a\0b", 3, "a", "b")]
    [InlineData(false, "own title", 100, "own title")]
    public void Arguments_are_read_as_the_kernel_shows_them(bool isCut, string bytes, int length, params string[] expected)
    {
        Assert.Equal(expected, ProgramText.Split(System.Text.Encoding.UTF8.GetBytes(bytes), length == 0 ? 1 : length, out bool cut));
        Assert.Equal(isCut, cut);
    }

    [Fact]
    public void Many_and_long_arguments_are_cut()
    {
        string many = string.Concat(System.Linq.Enumerable.Repeat("a\0", TraceLimits.ShownArguments + 1));
        Assert.Equal(
            TraceLimits.ShownArguments, ProgramText.Split(System.Text.Encoding.UTF8.GetBytes(many), 4096, out bool isCut).Count);
        Assert.True(isCut);
        string argument = Assert.Single(ProgramText.Split(
            System.Text.Encoding.UTF8.GetBytes(new string('x', TraceLimits.ShownArgument + 1) + "\0"), 4096, out isCut));
        Assert.Equal(new string('x', TraceLimits.ShownArgument) + "…", argument);
        Assert.True(isCut);
    }

    [Fact]
    public void An_argument_is_quoted_so_that_its_end_is_seen() =>
        Assert.Equal("[\"a\\\"b\", \"\"]", ProgramText.List(["a\"b", ""], isCut: false));
}
