using System;
using System.Globalization;
using System.Text;
using MiniInit.Boot;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision;

namespace MiniInit.Reexecution;

/// <summary>The program on disk that is to take our place.</summary>
/// <param name="path">Where it is.</param>
/// <param name="state">What it is told.</param>
internal sealed class Successor(string path, OwnedFd state)
{
    /// <summary>What it says if it can: that a program ends well says nothing, it may be another one by now.</summary>
    public const string Yes = "miniinit: can take over";

    /// <summary>With what it begins if it cannot; why comes then.</summary>
    public const string No = "miniinit: cannot take over: ";

    /// <summary>The descriptor of the state in a process that is only asked.</summary>
    private const int Asked = 3;

    private const int MostReason = 1024;

    /// <summary>The file that was asked.</summary>
    private (ulong Device, ulong Inode, long Size)? _identity;

    /// <summary>
    /// Asks whether it can take over: a process of it reads all that we would tell it. We wait for that, a bounded time, so that
    /// nothing changes meanwhile.
    /// </summary>
    /// <returns>Why it cannot; null if it can.</returns>
    public string? WhyNot()
    {
        PipeEnds ends;
        try
        {
            ends = PipeEnds.Open();
        }
        catch (SyscallException e)
        {
            return e.Message;
        }

        using OwnedFd reason = ends.Read;
        using StringVector arguments = StringVector.Of(path, "--can-read", StateFile.Version.ToString(CultureInfo.InvariantCulture));
        using StringVector environment = StringVector.Of($"{StartRecord.StateVariable}={Asked}");
        SpawnRequest request = new()
        {
            Program = Encoding.UTF8.GetBytes(path),
            Arguments = arguments,
            Environment = environment,
            Descriptors =
            [
                new SpawnDescriptor(0, SpawnDescriptor.Null), new SpawnDescriptor(1, ends.Write.Number),
                new SpawnDescriptor(2, SpawnDescriptor.Null), new SpawnDescriptor(Asked, state.Number),
            ],
            WithExecPipe = true,

            // So that what it starts ends with it.
            Grouping = ProcessGrouping.NewSession,

            // Should there be no memory for it, then it is what has to go, and no job.
            OutOfMemoryScore = 1000,
        };

        // Looked at before: a file that comes in between is then another than this one, asked or not.
        _identity = ProgramImage.IdentityOf(path);
        SpawnedChild? child = Spawner.TryStart(request, out SpawnFailure failure);
        ends.Write.Dispose();
        if (child is null)
        {
            return SpawnFailureText.Describe(failure, request);
        }

        using (child)
        {
            if (WaitFor(child) is not WaitStatus end)
            {
                return $"{Escaped.Text(path)} did not say in time whether it can";
            }

            if (child.Failure is SpawnFailure some)
            {
                return SpawnFailureText.Describe(some, request);
            }

            string said = Said(reason);
            return end is { Signaled: false, ExitCode: 0 } && said == Yes ? null
                : said.StartsWith(No, StringComparison.Ordinal) ? said[No.Length..]
                : end.Signaled ? $"{Escaped.Text(path)}, asked whether it can, was ended by {new Signal(end.TerminatingSignal).Name}"
                : $"{Escaped.Text(path)} does not say that it can, and exited with {end.ExitCode}; it is another program, or an older one";
        }
    }

    /// <summary>Lets it take our place. All that is to stay open has to be so by now.</summary>
    /// <returns>Why that was not possible; else it does not return.</returns>
    public string Begin(StartRecord record)
    {
        if (_identity is null || ProgramImage.IdentityOf(path) != _identity)
        {
            return $"{Escaped.Text(path)} is another file than the one that was asked; try again";
        }

        state.SetKeptOverExec(true);
        using StringVector environment = record.CopyEnvironment();
        environment.SetVariable(Encoding.ASCII.GetBytes(StartRecord.StateVariable), Encoding.ASCII.GetBytes($"{state.Number}"));
        Errno errno = ProgramImage.Replace(path, record.Arguments, environment);
        state.SetKeptOverExec(false);
        return $"cannot execute {Escaped.Text(path)}: {Errors.Describe(errno)}";
    }

    /// <summary>One that not even KILL ends at once, as on a file system that hangs, is left to be reaped like an orphan.</summary>
    private static WaitStatus? WaitFor(SpawnedChild child)
    {
        TimeSpan end = MonotonicClock.Now + SupervisionLimits.SuccessorAnswer;
        for (bool isKilled = false; ; Pause.Milliseconds(1))
        {
            // Reaped only after that was seen, and the group killed before: until then it is nobody else's.
            if (Reaper.HasEnded(child.Pid))
            {
                _ = SignalSender.SendToGroup(child.Pid, Signal.Kill.Number);
                if (Reaper.TryReap(child.Pid, out ChildChange change) == ReapResult.Changed && change.Status.Ended)
                {
                    return isKilled ? null : change.Status;
                }
            }

            if (MonotonicClock.Now > end)
            {
                if (isKilled)
                {
                    return null;
                }

                isKilled = true;
                end = MonotonicClock.Now + SupervisionLimits.SuccessorEnd;
                _ = SignalSender.SendToGroup(child.Pid, Signal.Kill.Number);
                _ = SignalSender.SendToChild(child.Pid, Signal.Kill.Number); // it may not lead one yet
            }
        }
    }

    /// <summary>The first line of what it says.</summary>
    private static string Said(OwnedFd reason)
    {
        Span<byte> text = stackalloc byte[MostReason];
        int length = NonBlockingReader.Read(reason, text, out _);
        text = text[..Math.Max(0, length)];
        int newline = text.IndexOf((byte)'\n');
        return Escaped.Bytes(newline < 0 ? text : text[..newline]);
    }
}
