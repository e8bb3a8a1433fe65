using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Init closes what is passed to it, and waits for none of it.</summary>
public sealed class PassedDescriptorTests
{
    private const string Jobs = """
        [job.first]
        ready = "notify"
        script = 'echo $NOTIFY_SOCKET > {DIR}/socket; {CHILD} notify --barrier READY=1; {AWAIT} {DIR}/pass.py; exec /usr/bin/python3 {DIR}/pass.py $NOTIFY_SOCKET {DIR}'
        [job.later]
        type = "task"
        script = '{AWAIT} {DIR}/passed; NOTIFY_SOCKET=$(cat {DIR}/socket) {CHILD} notify --barrier STATUS=later; echo later >> {TRACE}'
        [job.new]
        type = "task"
        start-on = "stopped later"
        script = 'echo new >> {TRACE}'

        """;

    private const string Kinds = HangingFile.Pass + """
        notify = sys.argv[1]
        tcp = socket.create_server(("127.0.0.1", 0))
        out = socket.create_connection(tcp.getsockname())
        peer = tcp.accept()[0]
        out.setblocking(False)
        try:
            while True: out.send(bytes(65536))
        except BlockingIOError:
            pass
        out.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 600))
        inner, other = socket.socketpair()
        socket.send_fds(inner, [b"x"], [out.fileno()])
        fds = [os.open(sys.argv[2] + "/pass.py", os.O_RDONLY), os.open("/", os.O_RDONLY), os.memfd_create("x"),
            os.openpty()[1], os.pipe()[1], os.open("/dev/null", os.O_PATH), other.fileno(), out.fileno()]
        for fd in fds:
            send(notify, [fd])
            send(notify, [fd], b"BARRIER=1")
        send(notify, fds * 31)
        if os.fork() == 0: # a stranger, whose parent is init
            os.setsid()
            if os.fork() == 0:
                for i in range(50): send(notify, fds)
                try:
                    send(sys.argv[2] + "/run/control", fds, b"x", socket.SOCK_STREAM)
                except PermissionError:
                    pass # the kernel refuses since 6.16
                say("strange")
            os._exit(0)
        wait("strange")
        for s in (out, other, inner): s.close() # init's are the last
        say("passed")
        time.sleep(1000)
        """;

    private const string Fuse = HangingFile.Serve + """
        notify = sys.argv[1]
        null = os.open("/dev/null", os.O_RDONLY)
        send(notify, [fd], b"BARRIER=1")
        send(notify, [fd, fd] + [null] * 200)
        wait("flush3")
        say("passed")
        wait("many")
        for i in range(60): send(notify, [fd, null])
        say("flood")
        time.sleep(1000)
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_kind_is_closed_and_leaves_no_child(bool pid1)
    {
        Needs.Program("python3");
        using Supervised init = Supervised.As(pid1, Jobs);
        init.WaitForState("first", "running");
        init.WaitForState("later", "running");
        int descriptors = Proc.DescriptorCount(init.Pid);
        init.Write("pass.py", Kinds);
        init.WaitForTrace("later", "new");
        init.Until(() => Proc.Children(init.Pid).Count == 1, "only first is a child");
        init.Until(() => Proc.DescriptorCount(init.Pid) <= descriptors, "all are closed");
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("reaped orphan", init.Log);
    }

    [Fact]
    public void A_file_that_never_lets_its_closer_go_does_not_hold_init()
    {
        HangingFile.Need();

        // Mounted in the namespace of init, with which it goes.
        using Supervised init = Supervised.AsPid1(Jobs + """
            [job.last]
            type = "task"
            script = '{AWAIT} {DIR}/flood; NOTIFY_SOCKET=$(cat {DIR}/socket) {CHILD} notify --barrier STATUS=last; echo last >> {TRACE}'
            """);
        init.WaitForState("first", "running");
        int descriptors = Proc.DescriptorCount(init.Pid);
        init.Write("pass.py", Fuse);
        try
        {
            HangingFile.WaitFor(init, "passed");
            init.WaitForTrace("later", "new");
            init.Until(() => Hanging(init.Pid) == 3, "one hangs for each of the three");
            init.Until(() => Proc.DescriptorCount(init.Pid) <= descriptors, "no number is in use any more");

            // More than there may be children.
            init.Touch("many");
            init.WaitForTrace("later", "new", "last");
            Assert.InRange(Hanging(init.Pid), 4, 32);
        }
        finally
        {
            HangingFile.End(init);
        }

        init.Until(() => Proc.Children(init.Pid).Count == 1, "those that hung have ended, and are reaped");
        init.Until(() => Proc.DescriptorCount(init.Pid) <= descriptors, "all are closed");
        Assert.Equal(0, init.Stop());
    }

    /// <summary>Closers look as init does.</summary>
    private static int Hanging(int init) =>
        Proc.Children(init).Count(pid => Proc.CommandLine(pid) == Proc.CommandLine(init));
}
