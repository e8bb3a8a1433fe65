using System.Collections.Generic;
using System.Text;
using MiniInit.Config.Forms;
using MiniInit.Config.Keys;
using MiniInit.Core.Jobs;
using MiniInit.Toml;

namespace MiniInit.Config.Documents;

/// <summary>Writes the part of the manual page miniinit.toml(5) that tells of keys, in mdoc(7).</summary>
internal static class ManualWriter
{
    /// <summary>Gives the sections of all keys.</summary>
    public static string Keys()
    {
        StringBuilder output = new(".Sh KEYS OF A JOB\n");
        foreach ((string chapter, IReadOnlyList<Key> keys) in JobKeys.Chapters)
        {
            AppendTitle(output, chapter);
            Append(output, keys, JobKeys.Table.Start);
        }

        output.Append(".Sh KEYS OF TABLES WITHIN A JOB\n");
        Append(output, "pre-start, post-start, pre-stop, post-stop", HookKeys.StartTable);
        Append(output, "ready", ReadyKeys.Form.Keys);
        Append(output, "health", HealthKeys.Table);
        Append(output, "respawn-delay", RespawnKeys.Delay.Keys);
        Append(output, "respawn-limit", RespawnKeys.Limit.Keys);
        Append(output, "log", LogKeys.Form.Keys);
        Append(output, "sandbox", SandboxKeys.Form.Keys);
        Append(output, "cgroup", ControlGroupKeys.Form.Keys);
        Append(output, "Each element of listen", ListenKeys.Form.Keys);
        output.Append(".Sh KEYS OF INIT\n");
        Append(output, InitKeys.Table.Keys, InitKeys.Table.Start);
        Append(output, "Each element of control.allow", GrantKeys.Form.Keys);
        return output.ToString();
    }

    private static void Append<T>(StringBuilder output, string title, KeyTable<T> table)
    {
        AppendTitle(output, title);
        Append(output, table.Keys, table.Start);
    }

    private static void AppendTitle(StringBuilder output, string title) =>
        output.Append($".Ss {ManualText.Escape(title)}\n");

    private static void Append<T>(StringBuilder output, IReadOnlyList<Key> keys, T start)
    {
        output.Append(".Bl -tag -width Ds\n");
        foreach (Key<T> key in keys)
        {
            output.Append($".It Ic {ManualText.Escape(key.Name)} No = {ManualText.Argument(key.Form.Word)}\n");
            output.Append(ManualText.Paragraph(key.Documentation));
            if ((key.Otherwise ?? ValueOf(key, start)) is string otherwise)
            {
                output.Append(ManualText.Paragraph($"Default: {otherwise}."));
            }
        }

        output.Append(".El\n");
    }

    private static string? ValueOf<T>(Key<T> key, T start) =>
        key.Print(start) is TomlValue value and not TomlTable ? TomlWriter.WriteValue(value) : null;
}
