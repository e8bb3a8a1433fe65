using System;
using MiniInit.Config.Lints.Scripts;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>
/// Looks for scripts of services whose shell stays the main process for nothing: the program they end with then gets
/// neither the signals nor is it the one whose pid is shown.
/// </summary>
internal static class ScriptLint
{
    public static void Check(LintedJob job)
    {
        JobDefinition definition = job.Definition;
        if (definition.Type != JobType.Service
            || definition.Command is not JobCommand.Script script
            || definition.Ready is Readiness.Fork or Readiness.Daemon
            || !Programs.IsShell(definition.Shell)
            || job.TextAt("script") is not TomlString text
            || ScriptReader.FindChildAtEnd(script.Text) is not ScriptToken program)
        {
            return;
        }

        string name = Quotation.Of(script.Text.AsSpan(program.Offset, program.Length));
        job.Warn(LintCodes.ShellStays, text, new TextError(
            program.Offset,
            program.Length,
            $"cannot make {name} the main process: the shell stays, and pid and signals are the shell's; "
                + "write exec before it"));
    }
}
