using System;
using System.Globalization;
using MiniInit.TestChild;

// A program for tests to run and to run things with:
//   test-child exit N
//   test-child printer [--session-id]         prints "ready", then the number of each signal it gets; ends on line "stop"
//   test-child setup [OPTION]… -- COMMAND …   arranges the process, then execs COMMAND (see Setup)
//   test-child faults NUMBER,… [-- COMMAND …]   execs COMMAND with these system calls answered by others (see Faults)
//   test-child spawn [OPTION]… -- COMMAND …   starts COMMAND by MiniInit.Linux.Spawning and tells how it went (see Spawn)
//   test-child respawn N [OPTION]…            starts and reaps /bin/true N times, then prints descriptors and memory
//   test-child show                           prints its limits, priorities, identity, capabilities and descriptors
//   test-child bind PORT                      takes a TCP port and prints "bound", or why it cannot
//   test-child descriptors listed|loop|all    opens many, closes them by that way of InheritedDescriptors, prints what is left
//   test-child notify [--barrier] MESSAGE… [-- COMMAND …]   sends to $NOTIFY_SOCKET, then execs COMMAND (see Notify)
//   test-child slow-term MS FILE              on TERM waits MS milliseconds, writes FILE and exits with 0; prints "ready"
try
{
    return args switch
    {
        ["exit", string code] => int.Parse(code, CultureInfo.InvariantCulture),
        ["printer", ..] => Printer.Run(),
        ["setup", .. string[] rest] => Setup.Run(rest),
        ["faults", string numbers] => Faults.Run(numbers, []),
        ["faults", string numbers, "--", .. string[] command] => Faults.Run(numbers, command),
        ["spawn", .. string[] rest] => Spawn.Run(rest),
        ["respawn", string count, .. string[] rest] =>
            Spawn.Respawn(int.Parse(count, CultureInfo.InvariantCulture), rest),
        ["show"] => Show.Run(),
        ["bind", string port] => Bind.Run(ushort.Parse(port, CultureInfo.InvariantCulture)),
        ["descriptors", string way] => Descriptors.Run(way),
        ["notify", .. string[] rest] => Notify.Run(rest),
        ["slow-term", string milliseconds, string file] =>
            SlowTerm.Run(int.Parse(milliseconds, CultureInfo.InvariantCulture), file),
        _ => throw new ArgumentException("unknown verb"),
    };
}
catch (Exception e) when (e is ArgumentException or FormatException or MiniInit.Linux.SyscallException)
{
    Text.Error($"test-child: {e.Message}");
    return 99;
}
