using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Linux.Files;
using MiniInit.Linux.Spawning;
using MiniInit.Loading;
using MiniInit.Reexecution;
using MiniInit.Supervision.Processes;

namespace MiniInit.Supervision.Sessions;

/// <summary>The session of a user whose init we are: where it has its files, and what all that runs in it is told of it.</summary>
internal sealed class UserSession : IDisposable
{
    /// <summary>How many sessions of one user have logs of their own.</summary>
    private const int LogFolders = 64;

    private readonly StringVector _environment;
    private readonly SessionFolder? _folder;
    private HeldFolder? _heldLogs;
    private string? _logs;

    /// <summary>Makes the session's folder.</summary>
    /// <param name="environment">What we were started with.</param>
    /// <param name="socket">Where the command line wants the socket; null: in the session's folder.</param>
    /// <param name="troubles">Gets what cannot be.</param>
    public UserSession(StringVector environment, string? socket, List<string> troubles)
    {
        _environment = environment;
        _folder = SessionFolder.TryMake(_environment.FindText("XDG_RUNTIME_DIR"), out string? cause);
        if (_folder is null && _environment.FindText("XDG_RUNTIME_DIR") is not null)
        {
            // It is there, but another's, as after su(1): what serves without it does now.
            troubles.Add($"cannot make the session's folder in XDG_RUNTIME_DIR: {cause}");
            _folder = SessionFolder.TryMake(null, out cause);
        }

        if (_folder is null)
        {
            troubles.Add($"cannot make the session's folder: {cause}; nobody finds this session by miniinitctl");
        }

        Socket = socket ?? _folder?.Socket;
    }

    /// <summary>Goes on with the session of our predecessor.</summary>
    /// <param name="environment">What we were started with.</param>
    /// <param name="former">What it wrote down.</param>
    public UserSession(StringVector environment, SessionState former)
    {
        _environment = environment;
        (Socket, _logs) = (former.Socket, former.Logs);
        _folder = former is { Sessions: > 2, Own: > 2, Socket: string socket }
            ? SessionFolder.Adopt(former.Sessions, former.Own, former.Folder ?? socket) : null;
        _heldLogs = former.HeldLogs > 2 ? HeldFolder.Adopt(former.HeldLogs) : null;
    }

    /// <summary>Where its control socket is to be; null: nowhere.</summary>
    public string? Socket { get; }

    /// <summary>
    /// The folder for log files where the configuration names none; null: the user has no home. While another session of the user
    /// has it, the next of that name with a number: else the same job of two sessions would write to one file.
    /// </summary>
    public string? LogFolder => _logs ??= HoldLogs();

    /// <summary>Where jobs are looked for.</summary>
    public SearchPath Search
    {
        get
        {
            List<string> paths = [];
            if (Place("XDG_CONFIG_HOME", ".config") is string own)
            {
                paths.Add($"{own}/miniinit/{SearchPath.MainFile}");
                paths.Add($"{own}/miniinit/{SearchPath.JobFolder}");
            }

            string? folders = _environment.FindText("XDG_CONFIG_DIRS");
            foreach (string folder in (folders ?? "/etc/xdg").Split(':'))
            {
                if (folder.StartsWith('/'))
                {
                    paths.Add($"{folder.TrimEnd('/')}/miniinit/{SearchPath.JobFolder}");
                }
            }

            paths.Add("/usr/share/miniinit/user-jobs");
            return new SearchPath(paths, IsExplicit: false);
        }
    }

    /// <summary>What the session changes of what is set for init: logs are kept, and a terminal is the user's, not the jobs'.</summary>
    public InitDefinition Settle(InitDefinition init) => init with
    {
        LogFolder = init.LogFolder ?? LogFolder,
        Output = init.Output == OutputMode.Prefix && (Terminal.Is(1) || Terminal.Is(2)) ? OutputMode.None : init.Output,
    };

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(StateBuilder builder)
    {
        SessionState state = builder.State.Session;
        (state.Sessions, state.Own, state.HeldLogs) =
            (builder.Keep(_folder?.Sessions), builder.Keep(_folder?.Own), builder.Keep(_heldLogs?.Fd));
        (state.Socket, state.Folder, state.Logs) = (Socket, _folder?.Socket, _logs);
    }

    /// <summary>Tells others of the session.</summary>
    /// <param name="socket">Where we listen.</param>
    /// <returns>What cannot be told; null for nothing.</returns>
    public string? Announce(string socket) => _folder?.Announce(socket) is string problem
        ? $"cannot write the session's file: {problem}; miniinitctl list-sessions does not list it" : null;

    /// <summary>Tells what runs in it how to reach it.</summary>
    /// <param name="socket">Where we listen.</param>
    /// <returns>Variables for all processes.</returns>
    public IReadOnlyList<ProcessVariable> VariablesFor(string socket)
    {
        List<ProcessVariable> variables = [new(SessionFolder.Variable, socket)];
        if (SystemSocket() is string system)
        {
            variables.Add(new ProcessVariable(SessionFolder.SystemVariable, system));
        }

        return variables;
    }

    public void Dispose()
    {
        _folder?.Dispose();
        _heldLogs?.Dispose();
    }

    private string? HoldLogs()
    {
        string? first = Place("XDG_STATE_HOME", ".local/state") is string place ? $"{place}/miniinit/log" : null;
        string? path = first;
        for (int i = 2; path is not null && i <= LogFolders; i++)
        {
            _heldLogs = HeldFolder.TryHold(path, out Errno errno);
            if (errno == Errno.None)
            {
                return path;
            }

            // Where locks are not to be had, or the folder: that is told when there is something to write.
            path = errno == Errno.EAGAIN ? $"{first}.{i}" : null;
        }

        return first;
    }

    /// <summary>A session in a session passes on what that was told; one that is a job of the system's init knows it.</summary>
    private string? SystemSocket() => _environment.FindText(SessionFolder.SystemVariable)
        ?? (_environment.FindText("MINIINIT_JOB") is not null && _environment.FindText(SessionFolder.Variable) is null ? _environment.FindText(ControlPaths.Variable) : null);

    private string? Place(string variable, string belowHome) =>
        _environment.FindText(variable) is string place && place[0] == '/' ? place.TrimEnd('/')
        : _environment.FindText("HOME") is string home && home[0] == '/' ? $"{home.TrimEnd('/')}/{belowHome}"
        : null;
}
