using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using MiniInit.Linux;

namespace MiniInit.TestChild;

/// <summary>
/// Becomes a program whose system calls of some numbers are answered by another process, seccomp_unotify(2). That one takes
/// our listening descriptor, which closes with the exec; until then we wait in a call that nobody else makes.
/// </summary>
internal static unsafe class Faults
{
    /// <summary>quotactl_fd(2): a number that all architectures share, of a call that no program here makes.</summary>
    private const int Gate = 443;

    private const int SetModeFilter = 1, NoNewPrivileges = 38;
    private const nint NewListener = 8;
    private const uint OfX64 = 0xC000_003E, OfArm64 = 0xC000_00B7;
    private const uint Notify = 0x7FC0_0000, Allow = 0x7FFF_0000;
    private const ushort Load = 0x20, Equal = 0x15, Return = 0x06;
    private const int OffsetOfNumber = 0, OffsetOfArchitecture = 4;

    private static bool IsArm64 => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Installs the filter and becomes the program once it is supervised.</summary>
    /// <param name="numbers">Of the system calls, separated by commas.</param>
    /// <param name="command">The program; none to see whether it can be done at all.</param>
    /// <returns>97 where the kernel does not permit it.</returns>
    public static int Run(string numbers, string[] command)
    {
        SignalDisposition.SetDefault(13);
        List<uint> calls = [Gate];
        foreach (string number in numbers.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            calls.Add(uint.Parse(number, CultureInfo.InvariantCulture));
        }

        if (!TryInstall(Rules(calls)))
        {
            Text.Error($"test-child: cannot install a filter with a listener: {Errors.Describe(Errors.Last)}");
            return 97;
        }

        if (command.Length == 0)
        {
            return 0;
        }

        _ = SignalMask.Exchange(SignalSet.Empty);
        _ = Libc.syscall(Gate, 0, 0, 0);
        return Setup.Become(command);
    }

    private static bool TryInstall(Rule[] rules)
    {
        fixed (Rule* first = rules)
        {
            FilterProgram program = new() { Length = (ushort)rules.Length, Rules = first };
            nint number = IsArm64 ? 277 : 317;
            if (Libc.syscall(number, SetModeFilter, NewListener, (nint)(&program)) >= 0)
            {
                return true;
            }

            // Who is not root gives up what set-id programs would bring; who is keeps it, since jobs may want it.
            return Errors.Last == Errno.EACCES && Libc.prctl(NoNewPrivileges, 1, 0, 0, 0) == 0
                && Libc.syscall(number, SetModeFilter, NewListener, (nint)(&program)) >= 0;
        }
    }

    private static Rule[] Rules(List<uint> calls)
    {
        List<Rule> rules =
        [
            new(Load, 0, 0, OffsetOfArchitecture),
            new(Equal, 0, (byte)(calls.Count + 1), IsArm64 ? OfArm64 : OfX64),
            new(Load, 0, 0, OffsetOfNumber),
        ];
        for (int i = 0; i < calls.Count; i++)
        {
            rules.Add(new Rule(Equal, (byte)(calls.Count - i), 0, calls[i]));
        }

        rules.Add(new Rule(Return, 0, 0, Allow));
        rules.Add(new Rule(Return, 0, 0, Notify));
        return [.. rules];
    }

    /// <summary>struct sock_filter.</summary>
    private readonly record struct Rule(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    /// <summary>struct sock_fprog.</summary>
    private struct FilterProgram
    {
        public ushort Length;
        public Rule* Rules;
    }
}
