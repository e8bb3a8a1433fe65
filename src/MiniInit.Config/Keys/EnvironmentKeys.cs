using System.Collections.Generic;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.JobDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>What variables the job's processes get.</summary>
internal static class EnvironmentKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        K.Make(
            "env", new EnvironmentForm(), job => job.Environment, (job, v) => job with { Environment = v },
            "Variables and their values. A value may use $K, ${K}, ${K:-default} and ${K:+alternate} of what is set "
                + "before it; ${} is a dollar sign."),
        K.Make(
            "env-from",
            new ListForm<EnvironmentPattern>(
                new ParsedForm<EnvironmentPattern>(
                    "name or glob", "a name or glob such as \"LC_*\"", EnvironmentPattern.TryParse, Numbers.None, "LC_*"),
                "an array of names or globs such as [\"LANG\", \"LC_*\"]")
            {
                PrintsEmpty = true,
            },
            job => job.EnvironmentFrom, (job, v) => job with { EnvironmentFrom = v },
            "Which variables of init's own environment the job gets. NOTIFY_SOCKET, LISTEN_*, WATCHDOG_* and "
                + "MINIINIT_* are among them only where they are named in full."),
        K.Make(
            "env-file",
            new ListForm<EnvironmentFile>(
                new EnvironmentFileForm(), "an array of absolute paths such as [\"/etc/default/web\"]"),
            job => job.EnvironmentFiles, (job, v) => job with { EnvironmentFiles = v },
            "Files of NAME=value lines, read at each start."),
    ];
}
