using System.IO;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>
/// A process in the middle of an exec, which closes its files, of which one takes as long to close as a FUSE server likes. Reading
/// its /proc/PID/stat waits with it, since Linux 6.18: nobody may look at that here as long as it hangs, and init never.
/// </summary>
public sealed class HangingExecTests
{
    private const string Hang = """
        import ctypes, os, struct, sys, threading, time
        libc = ctypes.CDLL(None, use_errno=True)
        place = sys.argv[1] + "/fuse"
        def say(name):
            open(sys.argv[1] + "/" + name, "w").close()
        say("fuse")
        device = os.open("/dev/fuse", os.O_RDWR)
        if libc.mount(b"hang", place.encode(), b"fuse", 0, f"fd={device},rootmode=100000,user_id=0,group_id=0".encode()) != 0:
            say("lacking")
            os._exit(0)
        attributes = struct.pack("<QII6Q10I", 1000, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0o100644, 1, 0, 0, 0, 512, 0)
        def serve():
            while True:
                request = os.read(device, 1 << 20)
                _, code, unique = struct.unpack_from("<IIQ", request)
                if code == 25: # FLUSH is never answered
                    say("hanging")
                    continue
                if code in (2, 42): continue # FORGET is not to be
                answers = {26: struct.pack("<IIIIHHII9I", 7, 31, 65536, 0, 12, 9, 65536, 1, *[0] * 9), 3: attributes,
                    14: struct.pack("<QII", 1, 0, 0), 18: b""}
                body = answers.get(code)
                os.write(device, struct.pack("<IiQ", 16 + len(body or b""), 0 if body is not None else -38, unique) + (body or b""))
        threading.Thread(target=serve, daemon=True).start()
        child = os.fork()
        if child == 0:
            fd = os.open(place, os.O_RDONLY) # closed by the exec
            os.setsid()
            os.execv("/bin/sleep", ["sleep", "1000"])
        end = time.monotonic() + 60
        while not os.path.exists(sys.argv[1] + "/end") and time.monotonic() < end: time.sleep(0.02)
        libc.umount2(place.encode(), 1) # MNT_FORCE ends what hangs
        say("ended")
        time.sleep(1000)
        """;

    [Fact]
    public void Whoever_hangs_in_its_exec_does_not_hold_init()
    {
        Needs.Root();
        Needs.Program("python3");
        if (!File.Exists("/dev/fuse"))
        {
            Assert.Skip("needs /dev/fuse");
        }

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
            init.Until(() => File.Exists(init.Path("hanging")) || File.Exists(init.Path("lacking")), "it hangs");
            if (File.Exists(init.Path("lacking")))
            {
                Assert.Skip("needs to mount FUSE");
            }

            Assert.Null(client.Call("Stop", "{'job':'web'}").Error);
            Assert.Null(client.Call("Tree", "{}").Error);
            Assert.Null(client.Call("Start", "{'job':'web'}").Error);
            Assert.False(File.Exists(init.Path("ended")), "init was held until nothing hung any more, a minute later");
        }
        finally
        {
            init.Touch("end");
            init.Until(() => File.Exists(init.Path("ended")) || File.Exists(init.Path("lacking")), "the connection is aborted");
        }

        Assert.Equal(0, init.Stop());
    }
}
