using System;
using System.Globalization;
using MiniInit.Linux;

namespace MiniInit.TestChild;

/// <summary>
/// Arranges this process and becomes another program: --ignore N,… --block N,… --close FD,… --descriptors COUNT --session
/// --group --controlling-terminal --subreaper --stop-first.
/// </summary>
internal static unsafe class Setup
{
    private const int SubreaperOption = 36;
    private const nuint ControlTerminal = 0x540E;

    public static int Run(string[] arguments)
    {
        // The runtime ignores SIGPIPE, which exec would pass on.
        SignalDisposition.SetDefault(13);
        SignalSet blocked = SignalSet.Empty;
        int at = 0;
        for (; at < arguments.Length && arguments[at] != "--"; at++)
        {
            switch (arguments[at])
            {
                case "--ignore":
                    ForEach(arguments[++at], SignalDisposition.SetIgnored);
                    break;
                case "--block":
                    ForEach(arguments[++at], signal => blocked = blocked.With(signal));
                    break;
                case "--close":
                    ForEach(arguments[++at], fd => _ = Libc.close(fd));
                    break;
                case "--descriptors":
                    OpenMany(int.Parse(arguments[++at], CultureInfo.InvariantCulture));
                    break;
                case "--session":
                    _ = Libc.setsid();
                    break;
                case "--group":
                    _ = Libc.setpgid(0, 0);
                    break;
                case "--controlling-terminal":
                    _ = Libc.ioctl(0, ControlTerminal, null);
                    break;
                case "--subreaper":
                    _ = Libc.prctl(SubreaperOption, 1, 0, 0, 0);
                    break;
                case "--stop-first":
                    _ = Libc.kill(Libc.getpid(), 19);
                    break;
                default:
                    throw new ArgumentException($"unknown option {arguments[at]}");
            }
        }

        _ = SignalMask.Exchange(blocked);
        return Become(arguments.AsSpan(at + 1));
    }

    /// <summary>Becomes another program, looked for in PATH.</summary>
    /// <returns>98 if it cannot.</returns>
    public static int Become(ReadOnlySpan<string> command)
    {
        byte** vector = stackalloc byte*[command.Length + 1];
        var pins = new System.Runtime.InteropServices.GCHandle[command.Length];
        for (int i = 0; i < command.Length; i++)
        {
            pins[i] = System.Runtime.InteropServices.GCHandle.Alloc(
                Text.Native(command[i]), System.Runtime.InteropServices.GCHandleType.Pinned);
            vector[i] = (byte*)pins[i].AddrOfPinnedObject();
        }

        vector[command.Length] = null;
        _ = Libc.execvp(vector[0], vector);
        Text.Error($"test-child: cannot exec {command[0]}: {Errors.Describe(Errors.Last)}");
        return 98;
    }

    private static void OpenMany(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (Libc.dup(2) < 0)
            {
                throw new ArgumentException($"only {i} descriptors: {Errors.Describe(Errors.Last)}");
            }
        }
    }

    private static void ForEach(string list, Action<int> act)
    {
        foreach (string item in list.Split(','))
        {
            act(int.Parse(item, CultureInfo.InvariantCulture));
        }
    }
}
