using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MiniInit.Bench;

/// <summary>How long a SIGTERM can still be lost: the kernel drops it for a PID 1 that has not blocked it.</summary>
internal sealed unsafe class SignalsBlocked : Row
{
    private const int StatusSize = 4096;

    internal override string Name => RowNames.SignalsBlocked;

    internal override string Summary => "execve to SIGTERM blocked";

    internal override int Runs => 200;

    internal override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        string command = SearchPath.Require("sleep");
        var polls = new Samples();
        var measurement = new Measurement(
            Name,
            Summary,
            Unit.Nanoseconds,
            "From just before execve (the child's own time stamp) until SigBlk of /proc/PID/status, read without a pause "
            + "from the moment execve is done, has the bit of SIGTERM.");
        Interleave(measurement, conditions.Inits, conditions.Runs, init => Once(init, command, polls));
        foreach (Measurement.Line line in measurement.Lines.Where(line => line.Samples.Count == 0))
        {
            line.Missing = line.Missing.Length > 0 ? line.Missing : "never seen to block SIGTERM";
        }

        return polls.Count == 0
            ? [measurement]
            : [measurement with { Note = $"{measurement.Note} One read takes {Unit.Nanoseconds.Format(polls.Median)}." }];
    }

    private static double? Once(Init init, string command, Samples polls)
    {
        using var child = Child.Start(new ChildStart(init.Command(init.Subreaper, command, "1000")));
        int descriptor = Descriptor.Open($"/proc/{child.Pid}/status", LibC.O_RDONLY);
        try
        {
            long begin = Clock.Now();
            for (int count = 1; Clock.Now() - begin < Limits.FirstWait; count++)
            {
                if (BlocksTerm(descriptor))
                {
                    long end = Clock.Now();
                    polls.Add((double)(end - begin) / count);
                    return end - child.ExecTime;
                }
            }
        }
        finally
        {
            _ = LibC.close(descriptor);
        }

        // We were not running in the short time in which it could be seen.
        return null;
    }

    // No pause between two reads: while an init waits in sigtimedwait (tini, dumb-init) the kernel shows the awaited
    // signals as not blocked, so only the time before its first wait tells.
    private static bool BlocksTerm(int descriptor)
    {
        byte* buffer = stackalloc byte[StatusSize];
        int size = (int)LibC.pread(descriptor, buffer, StatusSize, 0);
        var text = new ReadOnlySpan<byte>(buffer, Math.Max(0, size));
        ReadOnlySpan<byte> label = "SigBlk:\t"u8;
        int start = text.IndexOf(label);
        return start >= 0
            && ulong.TryParse(
                Encoding.ASCII.GetString(text.Slice(start + label.Length, 16)), NumberStyles.HexNumber, null, out ulong mask)
            && (mask & (1UL << (LibC.SIGTERM - 1))) != 0;
    }
}
