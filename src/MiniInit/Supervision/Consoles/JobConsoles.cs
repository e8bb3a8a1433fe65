using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Output;
using MiniInit.Reexecution;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Runs;

namespace MiniInit.Supervision.Consoles;

/// <summary>Where the input and output of jobs go, by their key <c>console</c>.</summary>
internal sealed class JobConsoles(JobOutputs outputs, SupervisorJournal journal)
{
    private readonly Dictionary<(string Job, string Instance), (JobOutput Output, JobDefinition Job)> _logs = [];
    private bool _saidNoConsole, _hasLent;

    /// <summary>Opens what a process gets as its descriptors 0 to 2.</summary>
    /// <param name="order">The process.</param>
    /// <param name="user">Who it runs as, and shall be able to open /dev/stdout; null for our own user.</param>
    /// <param name="logFolder">The folder for log files without a path of their own; null for none.</param>
    /// <exception cref="SyscallException">There are no descriptors left.</exception>
    public ConsoleEnds Open(SupervisorEffect.Spawn order, uint? user, string? logFolder) => order.Job.Console switch
    {
        ConsoleMode.Log => ConsoleEnds.Of(
            outputs.Open(OutputOf(order, logFolder), user, order.Job.RedirectStandardError)),
        ConsoleMode.Null => ConsoleEnds.Null,
        ConsoleMode.Inherit => Inherited(order, user),
        ConsoleMode.Output or ConsoleMode.Owner => Device(order, user),
        _ => throw new UnreachableException($"{order.Job.Console}"),
    };

    /// <summary>Opens what a command gets that a client has started.</summary>
    /// <param name="run">The command.</param>
    /// <param name="order">The process.</param>
    /// <param name="user">Who it runs as; null for our own user.</param>
    /// <param name="logFolder">The folder for log files without a path of their own, of which strangers get none; null for none.</param>
    /// <exception cref="SyscallException">There are no descriptors left.</exception>
    public ConsoleEnds Open(ClientRun run, SupervisorEffect.Spawn order, uint? user, string? logFolder) => ConsoleEnds.Of(
        run,
        run.Files?.Numbers.Length == PassedFiles.Most ? null
            : outputs.Open(OutputOf(order, run.Identity is null ? logFolder : null), user, order.Job.RedirectStandardError));

    /// <summary>Reads what a process that ended has left, so that its last lines are known.</summary>
    public void Drain(string job, string instance)
    {
        if (_logs.TryGetValue((job, instance), out var log))
        {
            outputs.Drain(log.Output, LoopClock.Now);
        }
    }

    /// <summary>The last lines of an instance; empty where its output is not ours to read.</summary>
    public byte[] LastLines(string job, string instance) =>
        _logs.TryGetValue((job, instance), out var log) ? log.Output.LastLines() : [];

    /// <summary>Reads what is kept of an instance's output; null where that is not ours to read.</summary>
    public OutputReader? Kept(string job, string instance) =>
        _logs.TryGetValue((job, instance), out var log) ? log.Output.Kept : null;

    /// <summary>Changes whenever instances come or go whose output is kept.</summary>
    public long Version { get; private set; }

    /// <summary>The instances whose output is kept, in no order.</summary>
    public IEnumerable<(string Job, string Instance)> Instances => _logs.Keys;

    /// <summary>Lets go of the output of an instance that is no more.</summary>
    public void Forget(string job, string instance)
    {
        if (_logs.Remove((job, instance), out var log))
        {
            Version++;
            outputs.Remove(log.Output, LoopClock.Now);
        }
    }

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(StateBuilder builder)
    {
        OutputsState all = builder.State.Outputs;
        (all.HasSaidNoConsole, all.HasLentTerminal) = (_saidNoConsole, _hasLent);
        foreach (((string job, string instance), var log) in _logs)
        {
            OutputState state = log.Output.Save(builder.Kept);
            (state.Job, state.Instance, state.Definition) = (job, instance, builder.PlaceOf(log.Job));
            all.Instances.Add(state);
        }

        outputs.SaveMirrors(all);
    }

    /// <summary>Goes on to keep the output that our predecessor kept.</summary>
    public void Resume(StateSource source)
    {
        OutputsState all = source.State.Outputs;
        (_saidNoConsole, _hasLent) = (all.HasSaidNoConsole, all.HasLentTerminal);
        foreach (OutputState state in all.Instances)
        {
            (string job, string instance) = (state.Job ?? "", state.Instance ?? "");
            JobDefinition definition = source.Definition(state.Definition);
            OutputName name = new(job, instance.Length == 0 ? null : instance);
            _logs[(job, instance)] = (outputs.Resume(name, definition.Log, state, LoopClock.Now), definition);
            Version++;
        }
    }

    /// <summary>An instance as it is shown: <c>web</c>, <c>web (tty1)</c>.</summary>
    public static string Title(string job, string instance) => instance.Length == 0 ? job : $"{job} ({instance})";

    private JobOutput OutputOf(SupervisorEffect.Spawn order, string? logFolder)
    {
        (string, string) key = (order.Job.Name, order.Instance);
        if (_logs.TryGetValue(key, out var log) && log.Job.Log == order.Job.Log)
        {
            return log.Output;
        }

        // Its file says something else by now about where the output goes.
        Forget(order.Job.Name, order.Instance);
        OutputName name = new(order.Job.Name, order.Instance.Length == 0 ? null : order.Instance);
        JobOutput output = outputs.Add(name, order.Job.Log, logFolder);
        _logs.Add(key, (output, order.Job));
        Version++;
        return output;
    }

    /// <summary>Takes the terminal back that we lent, unless somebody else's group is in its foreground by now.</summary>
    public void TakeTerminalBack()
    {
        if (_hasLent)
        {
            ControllingTerminal.TakeBackFrom(0);
        }
    }

    private ConsoleEnds Inherited(SupervisorEffect.Spawn order, uint? user)
    {
        if (user is uint other && other != CurrentProcess.EffectiveUserId)
        {
            StandardDescriptors.GiveTo(other);
        }

        bool hasTerminal = order.Job.IsMain && order.Role == ProcessRole.Main && Terminal.Is(0);
        return new ConsoleEnds { Terminal = hasTerminal ? 0 : -1, IsOfOurSession = hasTerminal && TryLend() };
    }

    /// <summary>
    /// A shell that started us leads the session, and its terminal cannot become another one's: we lend what it lent us.
    /// </summary>
    private bool TryLend()
    {
        TakeTerminalBack(); // from a process that was before this one
        using Terminal? terminal = CurrentProcess.IsSessionLeader ? null : ControllingTerminal.TryOpenOwned();
        _hasLent |= terminal is not null;
        return terminal is not null;
    }

    private ConsoleEnds Device(SupervisorEffect.Spawn order, uint? user)
    {
        if (ConsoleDevice.TryOpen(out Errno errno) is OwnedFd device)
        {
            return ConsoleEnds.Of(device, isTerminal: order.Job.Console == ConsoleMode.Owner);
        }

        if (!_saidNoConsole)
        {
            _saidNoConsole = true;
            string title = Title(order.Job.Name, order.Instance);
            journal.Say(
                LogLevel.Warn,
                title,
                $"cannot open /dev/console: {Errors.Describe(errno)}; it has init's own input and output instead");
        }

        return Inherited(order, user);
    }
}
