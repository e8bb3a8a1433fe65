using System;

namespace MiniInit.Bench;

/// <summary>
/// What a shell is to the program it starts, on the terminal that is its standard input:
/// <c>--session-leader background|same COMMAND…</c> starts the command in a process group of its own, in the background,
/// or in the leader's own group, as a script does. It writes a byte to descriptor 3 when the command has ended, and stays.
/// </summary>
internal static unsafe class SessionLeader
{
    internal const string Name = "--session-leader";
    internal const string Background = "background";
    internal const string SameGroup = "same";
    internal const int ReportDescriptor = 3;

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        string[] command = arguments[1..].ToArray();
        using var child = Child.Start(new ChildStart(command)
        {
            Input = -1,
            Output = -1,
            Error = -1,
            NewGroup = arguments[0] == Background,
        });
        ExitStatus? status = child.WaitForExit(Limits.Session);
        Descriptor.Write(ReportDescriptor, [(byte)(status?.Code ?? byte.MaxValue)]);

        // The session and its terminal must outlive the command, so that the terminal's foreground can be looked at.
        Clock.Sleep(Limits.Session);
        return 0;
    }
}
