using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MiniInit.Config;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Check;

/// <summary>Has a shell look at the syntax of scripts, as <c>sh -n</c> does.</summary>
internal sealed class ScriptSyntax
{
    /// <summary>The shells that have <c>-n</c>; each reads what the ones beside it read.</summary>
    private static readonly string[] s_shells = ["sh", "dash", "ash", "bash", "ksh", "mksh", "zsh", "busybox"];

    /// <summary>Where shells are looked for. Nothing else is run: the files that are checked may be anybody's.</summary>
    private static readonly string[] s_folders = ["/bin/", "/usr/bin/"];

    private readonly ShellRuns _runs = new();

    /// <summary>Why not all scripts were looked at; null if they were.</summary>
    public string? Problem { get; private set; }

    /// <summary>Gives the configuration with what the shells say of its scripts.</summary>
    public JobConfiguration Check(JobConfiguration configuration) =>
        configuration.WithMore(ScriptText.All(configuration).Select(Check).OfType<Diagnostic>());

    private Diagnostic? Check(ScriptText script)
    {
        string name = script.Shell[(script.Shell.LastIndexOf('/') + 1)..];
        if (!s_shells.Contains(name))
        {
            return null;
        }

        string file = name == "busybox" ? "sh" : name;
        string? shell = s_folders.Select(folder => folder + file).FirstOrDefault(File.Exists);
        if (shell is null)
        {
            Problem ??= $"cannot check all scripts: there is no {file} here";
            return null;
        }

        string? output = _runs.Syntax(shell, script.Text, out string? problem);
        Problem ??= problem;
        if (output is null)
        {
            return null;
        }

        (int line, string cause) = Split(output, shell);
        return script.Warning(line, $"cannot run this script: {shell} says: {TerminalText.Escape(cause)}");
    }

    /// <summary>Takes <c>/bin/sh: 3: Syntax error: …</c> or <c>/bin/bash: line 3: syntax error …</c> apart.</summary>
    private static (int Line, string Cause) Split(string output, string shell)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string first = lines.Length > 0 ? lines[0] : "it is not right";
        string rest = first[(first.StartsWith(shell + ":", StringComparison.Ordinal) ? shell.Length + 1 : 0)..].TrimStart();
        string number = rest.StartsWith("line ", StringComparison.Ordinal) ? rest["line ".Length..] : rest;
        int colon = number.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && int.TryParse(number.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int line)
            ? (line, number[(colon + 1)..].Trim())
            : (1, rest);
    }
}
