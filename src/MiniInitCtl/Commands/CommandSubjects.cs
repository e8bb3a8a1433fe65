using System.Collections.Generic;

namespace MiniInit.Ctl.Commands;

/// <summary>What commands are about, in the order of the help.</summary>
internal static class CommandSubjects
{
    /// <summary>The subjects and their commands.</summary>
    public static IReadOnlyList<(string Subject, string[] Commands)> All { get; } =
    [
        ("Jobs",
        [
            "start", "stop", "restart", "reload", "status", "list", "wait", "signal", "kill", "reset", "usage",
            "enable", "disable", "run",
        ]),
        ("What happens", ["logs", "why", "tree", "events", "emit", "forward-events", "trace"]),
        ("Configuration", ["check", "reload-configuration", "show-config"]),
        ("Environment of jobs", ["list-env", "get-env", "set-env", "unset-env", "reset-env", "import-environment"]),
        ("Init", ["version", "log-priority", "list-sessions", "reexec", "shutdown", "completion"]),
    ];
}
