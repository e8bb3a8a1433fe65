using MiniInit.Boot;
using MiniInit.Core.Values;
using MiniInit.ExecMode.Journals;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode;

/// <summary>Exec mode from its options to its exit code: prepare, start the command, let go of all that is its.</summary>
internal sealed class ExecRunner(ExecOptions options, StartRecord record)
{
    private readonly ExecJournal _journal = ExecJournal.For(options);
    private bool _parentDied;

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        if (!FollowParent() || !AdoptOrphans())
        {
            return options.Dialect == Dialect.MiniInit ? ExitCodes.OperatingSystem : 1;
        }

        // Asking for inherited children costs a system call, which only those options need that look for descendants.
        OtherProcesses? others = options.AfterCommand is AfterCommand.Wait or AfterCommand.Grace ? new OtherProcesses() : null;
        if (options.Pause)
        {
            LetGo();
            return Watch(new ExecLoop(options, record, _journal, null, others, new ExecMachine(options, false, false)));
        }

        var start = new CommandStart(options, record, _journal);
        using SpawnedChild? child = start.Run();
        if (child is null)
        {
            return start.FailureCode;
        }

        _journal.Started(start.Command, child.Pid);
        LetGo();
        bool canBeResumed = CurrentProcess.Id != 1 && !CurrentProcess.IsSessionLeader;
        var machine = new ExecMachine(options, canBeResumed, start.TerminalGiven);
        var command = new RunningCommand(child, start.Command, start.HandOverSignalsComing);
        return Watch(new ExecLoop(options, record, _journal, command, others, machine));
    }

    private int Watch(ExecLoop loop)
    {
        if (_parentDied && options.ParentDeathSignal is { } signal)
        {
            loop.Receive(signal);
        }

        return loop.Run();
    }

    /// <summary>
    /// The working directory would pin a mount, and the descriptors from 3 on are the command's: a pipe among them
    /// would never end as long as we live.
    /// </summary>
    private void LetGo()
    {
        _journal.ReleaseDescriptors();
        _ = CurrentProcess.ChangeDirectory("/");
        InheritedDescriptors.CloseAll();
    }

    private bool FollowParent()
    {
        if (options.ParentDeathSignal is not { } signal)
        {
            return true;
        }

        if (ParentDeath.Follow(signal, out _parentDied) is string problem)
        {
            _journal.Trouble(problem);
            return false;
        }

        return true;
    }

    private bool AdoptOrphans()
    {
        if (options.Subreaper == SubreaperWish.No || (CurrentProcess.Id == 1 && options.Subreaper != SubreaperWish.Required))
        {
            if (CurrentProcess.Id != 1 && !CurrentProcess.IsSubreaper)
            {
                _journal.OrphansAreNotOurs();
            }

            return true;
        }

        Errno errno = CurrentProcess.BecomeSubreaper();
        if (errno == Errno.None)
        {
            _journal.BecameSubreaper();
            return true;
        }

        _journal.CannotBecomeSubreaper(errno);
        return options.Subreaper != SubreaperWish.Required;
    }
}
