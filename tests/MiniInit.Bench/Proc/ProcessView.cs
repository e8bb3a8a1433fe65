using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MiniInit.Bench;

/// <summary>What /proc tells about one process, read anew at each call.</summary>
internal readonly record struct ProcessView(int Pid)
{
    /// <summary>A clock tick of <see cref="ProcessorTicks"/>, in nanoseconds: USER_HZ is 100 everywhere we run.</summary>
    internal const long Tick = 10 * Clock.Millisecond;

    private const int StateField = 0;
    private const int UserTimeField = 11;
    private const int SystemTimeField = 12;

    /// <summary>The whole status file; empty once the process is gone.</summary>
    internal string Status => ProcFile.Read($"/proc/{Pid}/status");

    /// <summary>The kernel's name of the program: the first 15 bytes of the file name.</summary>
    internal string Name => ProcFile.Field(Status, "Name");

    /// <summary>Its pid in its own namespace; 0 once it is gone.</summary>
    internal int InnermostPid => int.TryParse(ProcFile.Field(Status, "NSpid").Split('\t')[^1], out int pid) ? pid : 0;

    /// <summary>One letter as in ps; 'X' once it is gone.</summary>
    internal char State => StatFields() is { Length: > StateField } fields ? fields[StateField][0] : 'X';

    /// <summary>Resident memory, in KiB.</summary>
    internal long Resident => ProcFile.Number(Status, "VmRSS");

    /// <summary>Resident memory with shared pages divided among their users, in KiB.</summary>
    internal long Proportional => ProcFile.Number(ProcFile.Read($"/proc/{Pid}/smaps_rollup"), "Pss");

    /// <summary>Resident memory that belongs to no file, in KiB: heaps and stacks, and what was written to.</summary>
    internal long Anonymous => ProcFile.Number(Status, "RssAnon");

    internal long Threads => ProcFile.Number(Status, "Threads");

    /// <summary>User and system time used so far, in clock ticks.</summary>
    internal long ProcessorTicks
    {
        get
        {
            string[] fields = StatFields();
            return fields.Length > SystemTimeField
                ? long.Parse(fields[UserTimeField]) + long.Parse(fields[SystemTimeField])
                : 0;
        }
    }

    /// <summary>How often any thread gave up the processor by itself: each such time it had been woken.</summary>
    internal long VoluntarySwitches
    {
        get
        {
            long sum = 0;
            foreach (string task in Tasks())
            {
                sum += ProcFile.Number(ProcFile.Read($"{task}/status"), "voluntary_ctxt_switches");
            }

            return sum;
        }
    }

    /// <summary>The children of all threads, zombies included, oldest first.</summary>
    internal List<int> Children()
    {
        var children = new List<int>();
        foreach (string task in Tasks())
        {
            string list = ProcFile.Read($"{task}/children");
            foreach (string word in list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                children.Add(int.Parse(word));
            }
        }

        return children;
    }

    /// <summary>A signal waits, blocked or not yet taken.</summary>
    internal bool HasPending(int signal)
    {
        string status = Status;
        ulong bit = 1UL << (signal - 1);
        return ((Mask(status, "SigPnd") | Mask(status, "ShdPnd")) & bit) != 0;
    }

    private static ulong Mask(string status, string field) =>
        ulong.TryParse(ProcFile.Field(status, field), NumberStyles.HexNumber, null, out ulong mask) ? mask : 0;

    private string[] Tasks()
    {
        try
        {
            return Directory.GetDirectories($"/proc/{Pid}/task");
        }
        catch (IOException)
        {
            return []; // It is gone.
        }
    }

    // The name stands in parentheses and may hold spaces and parentheses itself.
    private string[] StatFields()
    {
        string stat = ProcFile.Read($"/proc/{Pid}/stat");
        int end = stat.LastIndexOf(')');
        return end < 0 ? [] : stat[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
