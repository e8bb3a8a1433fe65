using System;
using System.IO;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>
/// Beginnings of programs in Python that pass descriptors, and of one that serves a file of its own whose close never ends.
/// </summary>
/// <remarks>
/// They are to be run by init, in whose namespace the file system is mounted and with which it goes. Their last argument is
/// the folder of the test: what they <c>say</c> is a file there, and so is what they <c>wait</c> for.
/// </remarks>
internal static class HangingFile
{
    /// <summary>Ways to pass descriptors, and to speak with the test.</summary>
    public const string Pass = """
        import os, socket, struct, sys, time
        def send(path, fds, text=b"STATUS=x", kind=socket.SOCK_DGRAM):
            s = socket.socket(socket.AF_UNIX, kind)
            s.connect(path)
            socket.send_fds(s, [text], fds)
            s.close()
        def say(name):
            open(sys.argv[-1] + "/" + name, "w").close()
        def wait(name):
            while not os.path.exists(sys.argv[-1] + "/" + name): time.sleep(0.02)

        """;

    /// <summary>The same, and <c>fd</c>, each close of which hangs, until the test wants the end; says <c>flush1</c> and so on.</summary>
    public const string Serve = Pass + """
        import ctypes, threading
        libc = ctypes.CDLL(None, use_errno=True)
        place = sys.argv[-1] + "/fuse"
        say("fuse")
        device = os.open("/dev/fuse", os.O_RDWR)
        if libc.mount(b"hang", place.encode(), b"fuse", 0, f"fd={device},rootmode=100000,user_id=0,group_id=0".encode()) != 0:
            say("lacking")
            os._exit(0)
        attributes = struct.pack("<QII6Q10I", 1000, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0o100644, 1, 0, 0, 0, 512, 0)
        def serve():
            flushed = 0
            while True:
                request = os.read(device, 1 << 20)
                _, code, unique = struct.unpack_from("<IIQ", request)
                if code == 25: # FLUSH is never answered
                    flushed += 1
                    say(f"flush{flushed}")
                    continue
                if code in (2, 42): continue # FORGET is not to be
                answers = {26: struct.pack("<IIIIHHII9I", 7, 31, 65536, 0, 12, 9, 65536, 1, *[0] * 9), 3: attributes,
                    14: struct.pack("<QII", 1, 0, 0), 18: b""}
                body = answers.get(code)
                os.write(device, struct.pack("<IiQ", 16 + len(body or b""), 0 if body is not None else -38, unique) + (body or b""))
        threading.Thread(target=serve, daemon=True).start()
        def end():
            wait("end")
            libc.umount2(place.encode(), 1) # MNT_FORCE ends what hangs, us too
            say("ended")
        threading.Thread(target=end).start()
        fd = os.open(place, os.O_RDONLY)

        """;

    /// <summary>Skips a test where there can be no such file.</summary>
    public static void Need()
    {
        Needs.Root();
        Needs.Program("python3");
        if (!File.Exists("/dev/fuse"))
        {
            Assert.Skip("needs /dev/fuse");
        }
    }

    /// <summary>Waits until the program has said something, or skips the test where it cannot serve a file.</summary>
    public static void WaitFor(Supervised init, string said)
    {
        init.Until(() => File.Exists(init.Path(said)) || File.Exists(init.Path("lacking")), $"{said} is said");
        if (File.Exists(init.Path("lacking")))
        {
            Assert.Skip("needs to mount FUSE");
        }
    }

    /// <summary>
    /// Ends what hangs. Before anything is killed: what hangs could not be, nor could the daemon that waits for itself.
    /// </summary>
    public static void End(Supervised init)
    {
        init.Touch("end");
        Wait.Until(() => !File.Exists(init.Path("fuse")) || File.Exists(init.Path("ended")) || File.Exists(init.Path("lacking")), "the connection is aborted");
    }
}
