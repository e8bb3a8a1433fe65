using System.IO;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>
/// A process in the middle of an exec, which closes its files, of which one takes as long to close as a FUSE server likes. Reading
/// its /proc/PID/stat waits with it, since Linux 6.18: nobody may look at that here as long as it hangs, and init never.
/// </summary>
public sealed class HangingExecTests
{
    private const string Hang = HangingFile.Serve + """
        if os.fork() == 0:
            os.setsid()
            os.execv("/bin/sleep", ["sleep", "1000"]) # which closes fd
        time.sleep(1000)
        """;

    [Fact]
    public void Whoever_hangs_in_its_exec_does_not_hold_init()
    {
        HangingFile.Need();

        // Mounted in the namespace of init, with which it goes.
        using Supervised init = Supervised.AsPid1(Controlled.Jobs + """
            [job.hang]
            script = '{AWAIT} {DIR}/hang.py; exec /usr/bin/python3 {DIR}/hang.py {DIR}'
            """);
        init.WaitForState("hang", "running");
        init.WaitForState("web", "running");
        using VarlinkClient client = init.Connect();
        init.Write("hang.py", Hang);
        try
        {
            HangingFile.WaitFor(init, "flush1");
            Assert.Null(client.Call("Stop", "{'job':'web'}").Error);
            Assert.Null(client.Call("Tree", "{}").Error);
            Assert.Null(client.Call("Start", "{'job':'web'}").Error);
            Assert.False(File.Exists(init.Path("ended")), "init was held until nothing hung any more");
        }
        finally
        {
            HangingFile.End(init);
        }

        Assert.Equal(0, init.Stop());
    }
}
