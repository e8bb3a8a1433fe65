using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Texts;

/// <summary>An instance on one line, as initctl has it: <c>web start/running, process 1234</c>.</summary>
internal static class StatusLine
{
    /// <summary>Gives the line; two where a helper runs beside the main process.</summary>
    public static string Of(InstanceInfo instance)
    {
        string line = $"{JobTitle.Of(instance.Job, instance.Instance)} {State(instance)}";
        if (instance.MainPid is int pid)
        {
            line += $", process {pid}";
        }

        return instance.Helper is HelperInfo helper ? line + Helper(helper, instance.MainPid is not null) : line;
    }

    /// <summary>Goal and state: <c>start/running</c>.</summary>
    public static string State(InstanceInfo instance) => $"{TerminalText.Escape(instance.Goal)}/{Word(instance.State)}";

    /// <summary>A state or a role as users write it: <c>pre-start</c> for the wire's <c>pre_start</c>.</summary>
    public static string Word(string wire) => TerminalText.Escape(wire.Replace('_', '-'));

    private static string Helper(HelperInfo helper, bool isBesideMain)
    {
        string role = Word(helper.Role);
        return isBesideMain ? $"\n\t{role} process {helper.Pid}"
            : role is "pre-start" or "post-stop" ? $", process {helper.Pid}"
            : $", ({role}) process {helper.Pid}";
    }
}
