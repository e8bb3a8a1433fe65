using System;
using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Files;

namespace MiniInit.Supervision.Processes;

/// <summary>Makes the environment of one process of a job. What comes later wins.</summary>
/// <remarks>
/// The order: what init inherited and <c>env-from</c> lets through; HOME and the like of <c>user</c>, which so give way
/// to everything that the job says itself; <c>[init] env</c>; what was changed by <c>set-env</c>; <c>env-file</c>; <c>env</c>; the variables of the start
/// and of events; UPSTART_* and MINIINIT_*; what init adds for this process. An expansion sees what was set so far. A
/// name that nothing has set by then it finds among what comes later, so that <c>env</c> can use what tells instances
/// apart.
/// </remarks>
internal sealed class JobEnvironment
{
    private static readonly string[] s_ownNames =
        ["UPSTART_JOB", "UPSTART_INSTANCE", "MINIINIT_JOB", "MINIINIT_INSTANCE", "MINIINIT_INVOCATION", "MINIINIT_PROCESS"];

    private readonly SupervisorEffect.Spawn _spawn;
    private readonly EnvironmentTable _table;
    private readonly List<string> _warnings;
    private readonly Func<string, string?> _find;

    /// <summary>Begins.</summary>
    /// <param name="spawn">The process.</param>
    /// <param name="table">What is inherited; it is added to.</param>
    /// <param name="warnings">Gets what does not keep the process from running.</param>
    public JobEnvironment(SupervisorEffect.Spawn spawn, EnvironmentTable table, List<string> warnings)
    {
        _spawn = spawn;
        _table = table;
        _warnings = warnings;
        _find = name => _table.Find(name) ?? FindLater(name);
    }

    /// <summary>Sets everything.</summary>
    /// <param name="init">What is set for init as a whole.</param>
    /// <param name="global">What was changed for all jobs since.</param>
    /// <param name="runsAsUser">Whether the job has a <c>user</c>.</param>
    /// <param name="account">The user's account, or null where a number has none.</param>
    /// <param name="extra">What init adds.</param>
    /// <param name="problem"><c>cannot …: cause</c>, when the result is false.</param>
    public bool TrySet(
        InitDefinition init, GlobalEnvironment global, bool runsAsUser, UserAccount? account, IReadOnlyList<ProcessVariable> extra,
        out string problem)
    {
        if (runsAsUser)
        {
            SetAccount(account);
        }

        if (!TryExpand(init.Environment, "[init] env", out problem))
        {
            return false;
        }

        global.Apply(_table);
        if (!TryReadFiles(out problem)
            || !TryExpand(_spawn.Job.Environment, "env", out problem))
        {
            return false;
        }

        foreach (string name in _spawn.Removed)
        {
            _table.Remove(name);
        }

        foreach (EventVariable variable in _spawn.Variables)
        {
            if (!TrySet(variable.Name, variable.Value, out problem))
            {
                return false;
            }
        }

        return TryAdd(extra, out problem);
    }

    /// <summary>Sets what a client has given to a command that it runs, and what all processes get.</summary>
    /// <param name="given"><c>NAME=value</c>.</param>
    /// <param name="runsAsUser">Whether the command runs as another user than it says itself.</param>
    /// <param name="account">That user's account, or null where a number has none.</param>
    /// <param name="extra">What init adds.</param>
    /// <param name="problem"><c>cannot …: cause</c>, when the result is false.</param>
    public bool TrySet(
        IReadOnlyList<string> given, bool runsAsUser, UserAccount? account, IReadOnlyList<ProcessVariable> extra, out string problem)
    {
        foreach (string entry in given)
        {
            int equals = Math.Max(entry.IndexOf('=', StringComparison.Ordinal), 0);
            if (!TrySet(entry[..equals], entry[(equals + 1)..], out problem))
            {
                return false;
            }
        }

        if (runsAsUser)
        {
            SetAccount(account);
        }

        return TryAdd(extra, out problem);
    }

    private bool TryAdd(IReadOnlyList<ProcessVariable> extra, out string problem)
    {
        problem = "";
        SetOwn();
        foreach (ProcessVariable variable in extra)
        {
            if (!TrySet(variable.Name, variable.Value, out problem))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// An account without a shell has /bin/sh, passwd(5). For a number without an account: as <c>docker run --user</c>.
    /// </summary>
    private void SetAccount(UserAccount? account)
    {
        SetFromAccount("HOME", account is { Home.Length: > 0 } ? account.Home : "/");
        if (account is not null)
        {
            SetFromAccount("USER", account.Name);
            SetFromAccount("LOGNAME", account.Name);
            SetFromAccount("SHELL", account.Shell.Length > 0 ? account.Shell : "/bin/sh");
        }
    }

    /// <summary>A broken line of /etc/passwd is no reason not to start.</summary>
    private void SetFromAccount(string name, string value) => _ = TrySet(name, value, out _);

    private bool TryExpand(ValueList<EnvironmentEntry> entries, string key, out string problem)
    {
        foreach (EnvironmentEntry entry in entries)
        {
            if (!entry.Value.TryExpand(_find, out string? value, out var error))
            {
                problem = $"cannot set {Quotation.Of(entry.Name)} of \"{key}\" for the job "
                    + $"{Quotation.Of(_spawn.Job.Name)}: {error.Error.Message}";
                return false;
            }

            if (!TrySet(entry.Name, value, out problem))
            {
                return false;
            }
        }

        problem = "";
        return true;
    }

    private bool TryReadFiles(out string problem)
    {
        problem = "";
        foreach (EnvironmentFile file in _spawn.Job.EnvironmentFiles)
        {
            // As init sees it, whatever the job's chroot: secrets are often kept where the job cannot read them.
            byte[]? content = PlainFile.TryRead(null, file.Path, ProcessLimits.EnvironmentFileBytes, out string? cause);
            if (content is not null)
            {
                EnvironmentFileLines.Read(file.Path, content, _table, _warnings);
            }
            else if (cause is not null || !file.IsOptional)
            {
                string path = Escaped.Text(file.Path);
                cause ??= $"there is no such file (make it, or write \"-{path}\" if it may be missing)";
                problem = $"cannot read the env-file \"{path}\": {cause}";
                return false;
            }
        }

        return true;
    }

    private bool TrySet(string name, string value, out string problem)
    {
        string? cause = name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') ? "it cannot be the name of a variable"
            : value.Contains('\0', StringComparison.Ordinal) ? "its value holds a NUL character"
            : null;
        problem = cause is null ? "" : $"cannot set the variable {Quotation.Of(name)}: {cause}";
        if (cause is null)
        {
            _table.Set(name, value);
        }

        return cause is null;
    }

    private void SetOwn()
    {
        foreach (string name in s_ownNames)
        {
            if (FindOwn(name) is string value)
            {
                _table.Set(name, value);
            }
        }
    }

    private string? FindOwn(string name) => name switch
    {
        "UPSTART_JOB" or "MINIINIT_JOB" => _spawn.Job.Name,
        "UPSTART_INSTANCE" or "MINIINIT_INSTANCE" => _spawn.Instance,
        "MINIINIT_INVOCATION" => _spawn.Invocation > 0 ? $"{_spawn.Invocation}" : null,
        "MINIINIT_PROCESS" => _spawn.Role == ProcessRole.Main ? null : Supervisor.Text(_spawn.Role),
        _ => null,
    };

    private string? FindLater(string name)
    {
        for (int i = _spawn.Variables.Count - 1; i >= 0 && FindOwn(name) is null; i--)
        {
            if (_spawn.Variables[i].Name == name)
            {
                return _spawn.Variables[i].Value;
            }
        }

        return FindOwn(name);
    }
}
