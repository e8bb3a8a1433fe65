using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MiniInit.Boot;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Linux.Files;
using MiniInit.Linux.Spawning;
using MiniInit.Loading;
using MiniInit.Loading.Watching;
using MiniInit.Output;
using MiniInit.Reexecution;
using MiniInit.Supervision.Configurations;
using MiniInit.Supervision.Consoles;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Processes;
using MiniInit.Supervision.Sessions;

namespace MiniInit.Supervision;

/// <summary>Supervise mode from its options to its exit code: prepare, read the configuration, loop.</summary>
internal sealed class SuperviseRunner(SuperviseOptions options, StartRecord record)
{
    private readonly List<string> _troubles = [];

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        // Before it grows, so that all of it is meant.
        record.KeepHeapFromChildren();
        if (options.IgnoredIndex is int ignored)
        {
            _troubles.Add($"\"{Escaped.Bytes(record.Arguments[ignored])}\" and what follows is not used: as init we take no command");
        }

        if (!FileRead.Exists("/proc/self/stat"))
        {
            _troubles.Add("cannot look into /proc: it is not mounted; what leaves the process group of its job is not found when "
                + "the job stops, messages of its children are left out, and init's score for running out of memory stays");
        }

        JobDefinition? transient = options.CommandIndex is int first ? TransientJob.From(record.Arguments, first) : null;
        Predecessor? former = null;
        if (record.StateDescriptor is int descriptor)
        {
            former = Predecessor.TryRead(descriptor, transient, out string problem);
            if (former is null)
            {
                _ = BlockingWriter.WriteAll(2, Encoding.UTF8.GetBytes($"miniinit: cannot go on from {StartRecord.StateVariable}: {problem}\n"));
                return ExitCodes.Software;
            }
        }
        else
        {
            // A pipe among them would never end as long as we live.
            InheritedDescriptors.CloseAll();
        }

        using UserSession? session = options.IsSession
            ? former is null ? new UserSession(record.Environment, FullPath(options.Socket), _troubles)
                : new UserSession(record.Environment, former.State.Session)
            : null;
        SearchPath search = FindSearchPath(session);
        BootState boot = former?.State.Boot ?? LookAtBoot(search, session is null ? FindSocket() : session.Socket);
        search = search with { Paths = boot.SearchPaths };
        string? socket = boot.Socket;
        SpawnLimit? openFiles = boot.HardFiles > 0 ? new SpawnLimit(SpawnResource.Nofile, boot.SoftFiles, boot.HardFiles) : null;
        var inheritance = new Inheritance(record.Environment, openFiles, (int?)boot.OutOfMemoryScore)
        {
            IsWhole = options.InheritsEnvironment,
            WorkingFolder = session is null ? "/" : null,
        };

        // It would pin a mount; but what runs in a session starts where the session did.
        if (session is null)
        {
            _ = CurrentProcess.ChangeDirectory("/");
        }

        // Who was us before has asked for the signal; and for its jobs it is too late to refuse.
        bool parentDied = former is null && FollowParent();

        // In /run/miniinit there may be jobs, too: that it came up is no reason to look for them again.
        if (session is null)
        {
            ControlPaths.MakeFolder(ControlPaths.Of(socket, null, CurrentProcess.EffectiveUserId)[0]);
        }

        // Before the files are read: then no change is missed.
        using var watch = new ConfigurationWatch(search, LoopClock.Now.Monotonic);
        var source = new ConfigurationSource(search, options, transient, session);
        if (former is not null)
        {
            source.Resume(former.State);
        }

        LoadedConfiguration loaded = source.Load();
        AdoptOrphans(loaded.Init);
        if (former is null)
        {
            TerminalHandover.Run(loaded.Jobs);
        }

        using var epoll = new Epoll();
        using var outputs = new JobOutputs(
            epoll, LoopTokens.FirstOutput, loaded.Init.Output, new NonBlockingWriter(1), new NonBlockingWriter(2));
        if (former is not null)
        {
            outputs.ResumeMirrors(former.State.Outputs);
        }

        var journal = new SupervisorJournal(loaded.LogLevel, loaded.LogFormat, outputs.Error);
        foreach (string trouble in _troubles)
        {
            journal.Say(LogLevel.Warn, "", trouble);
        }

        var parts = new LoopParts(
            record, epoll, outputs, journal, source, watch, new ProcessPlanner(inheritance), new Conditions(record.Environment), socket,
            session, Seed())
        {
            Former = former,
            Program = former?.State.Program ?? ProgramImage.FindPath(record.Arguments),
            Transient = transient,
            Boot = boot,
        };
        int code = parentDied || (loaded.Jobs.Count == 0 && session is null && former is null) ? Refuse(parts, loaded, parentDied) : Loop(parts, loaded);
        LastWords.Write(outputs, epoll, SupervisionLimits.LastWords, () => LoopClock.Now);
        return code;
    }

    private static int Loop(LoopParts parts, LoadedConfiguration loaded)
    {
        using var loop = new EventLoop(parts);
        int code = loop.Run(loaded);
        if (loop.PowerAction is PowerAction action && CurrentProcess.Id == 1)
        {
            LastWords.Write(parts.Outputs, parts.Epoll, SupervisionLimits.LastWords, () => LoopClock.Now);
            Errno errno = Machine.Perform(action);
            parts.Journal.Say(LogLevel.Error, "", $"cannot ask the kernel for {action}: {Errors.Describe(errno)}; exiting instead");
        }

        return code;
    }

    private static int Refuse(LoopParts parts, LoadedConfiguration loaded, bool parentDied)
    {
        if (parentDied)
        {
            parts.Journal.Say(LogLevel.Error, "", "cannot start: our parent is gone already");
            return ExitCodes.OperatingSystem;
        }

        foreach (ConfigurationProblem problem in parts.Source.TakeNew(loaded))
        {
            parts.Journal.Say(problem.Level, "", problem.Text);
        }

        string search = Escaped.Text(parts.Source.Search.ToString());
        parts.Journal.Say(
            LogLevel.Fatal,
            "",
            loaded.Invalid.Count > 0 ? $"cannot start: no job of {search} can be used; see the errors above"
                : loaded.Problems.Count > 0 ? $"cannot start: {search} has no job; see the errors above"
                : $"cannot start: there is no job in {search}; for one command: miniinit -- COMMAND; for jobs: --config PATH");
        return ExitCodes.Configuration;
    }

    /// <summary>Notes what we were given, and changes what is not to be ours.</summary>
    private static BootState LookAtBoot(SearchPath search, string? socket)
    {
        SpawnLimit? openFiles = DescriptorLimit.LiftToHardLimit();
        BootState boot = new()
        {
            Socket = socket,
            SoftFiles = openFiles?.Soft ?? 0,
            HardFiles = openFiles?.Hard ?? 0,
            OutOfMemoryScore = OutOfMemoryScore.Protect(),
        };
        boot.SearchPaths.AddRange(search.Paths);
        return boot;
    }

    /// <summary>Relative paths are meant from where we were started.</summary>
    private SearchPath FindSearchPath(UserSession? session)
    {
        // The variable may be the system's init's, whose job the session is.
        SearchPath search = session is not null && options.Config.Count == 0 ? session.Search
            : SearchPath.Choose(options.Config, record.Environment.FindText(SearchPath.Variable));
        List<string> paths = [];
        foreach (string path in search.Paths)
        {
            paths.Add(Path.GetFullPath(path));
        }

        return search with { Paths = paths };
    }

    /// <summary>
    /// Where the control socket is to be, from where we were started. The variable is for the two programs of a container; the
    /// one that a job got is about the init whose job we are.
    /// </summary>
    private string? FindSocket()
    {
        string? path = options.Socket
            ?? (record.Environment.FindText("MINIINIT_JOB") is null ? record.Environment.FindText(ControlPaths.Variable) : null);
        return FullPath(path);
    }

    private static string? FullPath(string? path) => string.IsNullOrEmpty(path) ? null : Path.GetFullPath(path);

    /// <summary>Whether our parent is gone already, whose end ours is to be.</summary>
    private bool FollowParent()
    {
        bool isTooLate = false;
        if (options.ParentDeathSignal is { } signal && ParentDeath.Follow(signal, out isTooLate) is string problem)
        {
            _troubles.Add(problem);
        }

        return isTooLate;
    }

    private void AdoptOrphans(InitDefinition init)
    {
        if (CurrentProcess.Id == 1 || options.Subreaper == SubreaperWish.No || !init.Subreaper)
        {
            return;
        }

        Errno errno = CurrentProcess.BecomeSubreaper();
        if (errno != Errno.None)
        {
            _troubles.Add($"cannot adopt orphans: {Errors.Describe(errno)}; processes that lose their parent are not ours any more");
        }
    }

    private static ulong Seed() => (ulong)MonotonicClock.NowNanoseconds ^ ((ulong)CurrentProcess.Id << 48);
}
