using System;
using MiniInit.Core.Values;

namespace MiniInit.Core.Jobs;

/// <summary>What is set for init as a whole: the <c>[init]</c> table. Immutable, with all defaults filled in.</summary>
public sealed record InitDefinition
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(InitDefinition);

    /// <summary>How much init says.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Message;

    /// <summary>The form of what it says.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    /// <summary>How the output of jobs is mirrored.</summary>
    public OutputMode Output { get; init; } = OutputMode.Prefix;

    /// <summary>The folder for the log files of jobs, absolute; null: none.</summary>
    public string? LogFolder { get; init; }

    /// <summary>How long a shutdown may take in all before everything is killed.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = JobDefaults.ShutdownTimeout;

    /// <summary>Whether init ends once there is nothing left to run or to wait for.</summary>
    public bool ExitWhenIdle { get; init; }

    /// <summary>Whether a request to halt or reboot may reach the kernel.</summary>
    public bool AllowReboot { get; init; }

    /// <summary>Whether orphans of jobs become init's children where it is not process 1.</summary>
    public bool Subreaper { get; init; } = true;

    /// <summary>Whether each start of a job has a control group (version 2) of its own, where that can be made.</summary>
    public bool ControlGroups { get; init; }

    /// <summary>The path of the control socket; null: the usual one.</summary>
    public string? Socket { get; init; }

    /// <summary>What users other than root and init's own may do.</summary>
    public ValueList<ControlGrant> Allow { get; init; } = [];

    /// <summary>Variables for every job.</summary>
    public ValueList<EnvironmentEntry> Environment { get; init; } = [];
}
