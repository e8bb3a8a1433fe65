using System;
using System.Text;
using MiniInit.Boot;
using MiniInit.ExecMode.Journals;
using MiniInit.Linux;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode;

/// <summary>Starts the command: its identity, its place, its terminal, its environment.</summary>
internal sealed class CommandStart(ExecOptions options, StartRecord record, ExecJournal journal)
{
    /// <summary>The command's name as it was given, fit for a message.</summary>
    public string Command { get; } = Escaped.Bytes(record.Arguments[options.CommandIndex]);

    /// <summary>The exit code for a start that came to nothing.</summary>
    public int FailureCode { get; private set; }

    /// <summary>The command was put into the terminal's foreground.</summary>
    public bool TerminalGiven { get; private set; }

    /// <summary>We gave up a terminal whose session we led, so the kernel sent us a SIGHUP and a SIGCONT.</summary>
    public bool HandOverSignalsComing { get; private set; }

    /// <summary>Starts it.</summary>
    /// <returns>The child, or null; then the reason has been said.</returns>
    public SpawnedChild? Run()
    {
        if (!TryFindIdentity(out RunAs? runAs))
        {
            FailureCode = ExitCodes.NoUser;
            return null;
        }

        StringVector environment = record.Environment;
        if (runAs is not null)
        {
            runAs.SetVariables(environment);
            StandardDescriptors.GiveTo(runAs.Identity.UserId);
        }

        using Terminal? terminal = TakeTerminal(out int terminalNumber);
        var request = new SpawnRequest
        {
            Program = record.Arguments[options.CommandIndex].ToArray(),
            Arguments = record.ArgumentsFrom(options.CommandIndex),
            Environment = environment,
            SearchPath = ProgramPath.Of(environment),
            ShellFallback = options.ShellFallback,
            Grouping = Grouping(options.Place),
            Terminal = terminalNumber,
            PidVariable = IsActivated(environment) ? "LISTEN_PID"u8.ToArray() : default(ReadOnlyMemory<byte>),
            WorkingDirectory = options.WorkingDirectory,
            Identity = runAs?.Identity,
            BlockedSignals = record.BlockedSignals,
            IgnoredSignals = record.IgnoredSignals,
        };
        SpawnedChild? child = Spawner.TryStart(request, out SpawnFailure failure);
        if (child is null)
        {
            FailureCode = StartFailure.CodeOf(failure, options.Dialect);
            journal.StartFailed(Command, failure);
        }

        return child;
    }

    private static ProcessGrouping Grouping(CommandPlace place) => place switch
    {
        CommandPlace.OwnGroup or CommandPlace.OwnGroupSignalledWhole => ProcessGrouping.NewGroup,
        CommandPlace.OwnSession => ProcessGrouping.NewSession,
        CommandPlace.OurGroup => ProcessGrouping.Inherit,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Sockets were passed to us by socket activation, for the command: the number of its owner must follow.</summary>
    private static bool IsActivated(StringVector environment) =>
        environment.TryGetVariable("LISTEN_PID"u8, out ReadOnlySpan<byte> value)
        && value.SequenceEqual(Encoding.ASCII.GetBytes($"{CurrentProcess.Id}"));

    private bool TryFindIdentity(out RunAs? runAs)
    {
        runAs = null;
        if (options.RunAs is null)
        {
            return true;
        }

        runAs = RunAs.TryFind(options.RunAs, AccountFiles.Read(), out string problem);
        if (runAs is null)
        {
            journal.Trouble(problem);
        }

        return runAs is not null;
    }

    private Terminal? TakeTerminal(out int number)
    {
        number = -1;
        if (options.Place == CommandPlace.OwnSession)
        {
            bool leader = CurrentProcess.IsSessionLeader;
            Errno result = Terminal.DetachStandardInput();
            journal.Detached(result, leader);
            HandOverSignalsComing = result == Errno.None && leader;

            // Also without: it may be a terminal that no session has yet, and where it is not, asking is harmless.
            number = 0;
            return null;
        }

        Terminal? terminal = options.Place == CommandPlace.OurGroup ? null : ControllingTerminal.TryOpenOwned();
        TerminalGiven = terminal is not null;
        number = terminal?.Fd.Number ?? -1;
        return terminal;
    }
}
