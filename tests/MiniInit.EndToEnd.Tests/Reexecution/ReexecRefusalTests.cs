using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Lineage;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Reexecution;

/// <summary>What cannot take init's place does not, is told with its reason, and all goes on.</summary>
public sealed class ReexecRefusalTests
{
    private const string Jobs = Controlled.Jobs + """
        [job.descriptors]
        manual = true
        type = "task"
        script = 'ls /proc/self/fd | wc -l >> {DIR}/run/open'
        """;

    [Theory]
    [InlineData(null, "no such file or directory")]
    [InlineData("#!/bin/sh\nexit 0\n", "does not say that it can")]
    [InlineData("#!/bin/sh\necho 'miniinit: cannot take over: it is from the future'; exit 1\n", "it is from the future")]
    [InlineData("#!/bin/sh\necho 'miniinit: can take over'; exit 1\n", "does not say that it can")]
    [InlineData("#!/bin/sh\necho 'miniinit: can take over'; rm -f {DIR}/miniinit\n", "is another file than the one that was asked")]
    [InlineData("#!{DIR}/shell\necho 'miniinit: can take over'; rm -f {DIR}/shell\n", "cannot execute ")]
    [InlineData("#!/bin/sh\nexec sleep 1000\n", "did not say in time")]
    [InlineData("no program", "does not say that it can|exec format error")]
    public void A_program_that_cannot_is_told_and_all_goes_on(string? program, string reason)
    {
        using Supervised init = Place.Nobody.Start(Jobs);
        using VarlinkClient client = init.Connect();
        init.WaitForState("web", "running");
        _ = client.Ask("Start", "{'job':'descriptors'}");
        int open = Descriptors(init);
        Replace(init, program);
        VarlinkReply refused = client.Call("Reexec");
        Assert.Equal("Refused", refused.Error);
        string message = refused.Text("sentence")!;
        Assert.True(reason.Split('|').Any(one => message.Contains(one, StringComparison.Ordinal)), message);
        init.WaitForLog($"cannot let the program on disk take over: {message}");
        init.AssertAnswers();
        init.Until(() => Descriptors(init) == open, () => $"as many descriptors are open as before: {open}, not {Descriptors(init)}");

        // What was to stay open for the other is for no job.
        _ = client.Ask("Start", "{'job':'descriptors'}");
        string[] counts = File.ReadAllLines(init.Path("run/open"));
        Assert.Equal(counts[0], counts[1]);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_shutdown_is_not_interrupted()
    {
        using Supervised init = Place.Pid1.Start("""
            [job.deaf]
            kill-timeout = "30s"
            script = 'trap "" TERM; echo up >> {TRACE}; {AWAIT} {DIR}/go'
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForTrace("up");
        _ = client.Ask("Shutdown");
        VarlinkReply refused = client.Call("Reexec");
        Assert.Equal(("Refused", true), (refused.Error, refused.Text("sentence")!.Contains("shutting down", StringComparison.Ordinal)));
        init.Touch("go");
        Assert.Equal(0, init.WaitForExit());
    }

    [Fact]
    public void Who_may_not_shut_down_may_not_have_it_replaced_either()
    {
        using Supervised init = Place.Subreaper.Start("""
            [init.control]
            allow = [{ users = ["nobody"], methods = ["start", "status"] }]

            """ + Jobs);
        using VarlinkClient client = init.Connect(new Identity(65534, 65534));
        Assert.Equal("PermissionDenied", client.Call("Reexec").Error);
        Assert.Equal(0, init.Stop());
    }

    private static void Replace(Supervised init, string? program)
    {
        File.Delete(init.Path("miniinit"));
        if (program is not null)
        {
            init.Write("miniinit", program);
            File.Copy("/bin/sh", init.Path("shell"));
            File.SetUnixFileMode(init.Path("miniinit"), (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(init.Path(""), (UnixFileMode)0b111_111_111);
        }
    }

    private static int Descriptors(Supervised init) => Directory.GetFiles($"/proc/{init.Pid}/fd").Length;
}
