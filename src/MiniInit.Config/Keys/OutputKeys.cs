using System.Collections.Generic;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.JobDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>Where input and output of the job go.</summary>
internal static class OutputKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        K.Make(
            "console", CommonForms.Words<ConsoleMode>(
                ["log", "inherit", "null", "output", "owner"],
                ("none", "Upstart's none is \"null\" here"),
                ("stdout", "write \"log\", or \"inherit\" for no line to be touched"),
                ("journal", "write \"log\""),
                ("tty", "write \"inherit\", or \"owner\" for /dev/console")),
            job => job.Console, (job, v) => job with { Console = v },
            "Where input and output go: to init, which passes output on (log); to init's own input and output "
                + "(inherit); nowhere (null); to /dev/console (output), also as controlling terminal (owner)."),
        K.Make(
            "log", LogKeys.Form, job => job.Log, (job, v) => job with { Log = v },
            "What becomes of the output where console is log."),
        K.Make(
            "redirect-stderr", CommonForms.Flag, job => job.RedirectStandardError,
            (job, v) => job with { RedirectStandardError = v },
            "Whether standard error goes where standard output goes."),
    ];
}
